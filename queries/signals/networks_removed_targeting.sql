/*---
title = "Networks removed that targeted the country"
family = "influence_operation"
axis = "harm"
counts = "networks of coordinated inauthentic behaviour announced as removed, by the country they aimed at"
unit = "networks"
form = "count"
window_days = 180
confounded_by_effort = true
effort_note = "A removal is found by investigators: more of them may mean more investigators. It is harm all the same, since each network had aimed at the country before it was found; where nobody looks nothing is removed, so that few removals are no sign of safety."
events = true
judge = { watch = 2.0, alert = 6.0, weight = 1.0, fresh_days = 100 }
formula = "kind cib only; a statement that none was removed (networks 0) is 0, nothing stated is no data; a network with several targets counts in each of them, so countries do not add up to the world"
source = "About 20 networks a year are announced world-wide: two aimed at one country in half a year is unusual, six is a campaign. Reports are quarterly, hence 100 days."
action = "Read the takedown with threat investigators and check whether its topics return in this country's reports."
---*/
with places as (
    select distinct takedown_id, country_code
    from takedown_target
    where country_code is not null
),
removed as (
    select
        places.country_code,
        network.announced_on as day,
        case when network.cell = 'observed' then network.networks end as networks,
        network.cell,
        case network.provenance
            when 'synthetic' then 1 when 'estimated' then 2 when 'measured' then 3 else 4
        end as strength,
        network.source_id
    from takedown as network
    inner join places on places.takedown_id = network.takedown_id
    where network.kind = 'cib' and network.announced_on is not null
)
select
    cast('country' as varchar) as scope,
    cast(country_code as varchar) as country_code,
    cast(day as date) as day,
    cast(1 as integer) as period_days,
    cast('all' as varchar) as platform,
    cast(case when count(networks) = count(*) then sum(networks) end as double) as numerator,
    cast(coalesce(sum(networks), 0) as double) as numerator_lower,
    cast(case when count(networks) = count(*) then sum(networks) end as double)
        as numerator_upper,
    cast(null as double) as denominator,
    cast(null as double) as denominator_lower,
    cast(null as double) as denominator_upper,
    cast(case
        when max(case when cell = 'observed' then 1 else 0 end) = 1 then 'observed'
        when max(case when cell = 'suppressed' then 1 else 0 end) = 1 then 'suppressed'
        else 'below_threshold'
    end as varchar) as cell,
    cast(case min(strength)
        when 1 then 'synthetic' when 2 then 'estimated' when 3 then 'measured' else 'published'
    end as varchar) as provenance,
    cast(min(source_id) as integer) as source_id,
    cast(count(*) as bigint) as row_count
from removed
group by country_code, day
order by scope, country_code, day, period_days, platform
