/*---
title = "Share of removed networks that had come back"
family = "influence_operation"
axis = "harm"
counts = "networks that had been removed before, among removed networks that aimed at the country and of which it is stated"
unit = "share"
form = "share"
window_days = 365
events = true
fresh_days = 100
formula = "kind cib; networks of which nothing is stated are in neither number; a network with several targets counts in each of them, so countries do not add up to the world"
source = "Operations that return in spite of removal are funded and determined. Not judged: of no network there is no share, so that it can never be known where nothing was removed, and what is not known counts at its worst."
action = "Ask threat investigators how the network came back and whether the way that it took is closed."
---*/
with targets as (
    select distinct takedown_id, country_code
    from takedown_target
    where country_code is not null
),
removed as (
    select
        targets.country_code,
        network.announced_on as day,
        case when network.recidivist then network.networks else 0 end as recidivist_networks,
        network.networks,
        case network.provenance
            when 'synthetic' then 1 when 'estimated' then 2 when 'measured' then 3 else 4
        end as strength,
        network.source_id
    from takedown as network
    inner join targets on targets.takedown_id = network.takedown_id
    where
        network.kind = 'cib'
        and network.recidivist is not null
        and network.announced_on is not null
        and network.cell = 'observed'
)
select
    cast('country' as varchar) as scope,
    cast(country_code as varchar) as country_code,
    cast(day as date) as day,
    cast(1 as integer) as period_days,
    cast('all' as varchar) as platform,
    cast(sum(recidivist_networks) as double) as numerator,
    cast(sum(recidivist_networks) as double) as numerator_lower,
    cast(sum(recidivist_networks) as double) as numerator_upper,
    cast(sum(networks) as double) as denominator,
    cast(sum(networks) as double) as denominator_lower,
    cast(sum(networks) as double) as denominator_upper,
    cast('observed' as varchar) as cell,
    cast(case min(strength)
        when 1 then 'synthetic' when 2 then 'estimated' when 3 then 'measured' else 'published'
    end as varchar) as provenance,
    cast(min(source_id) as integer) as source_id,
    cast(count(*) as bigint) as row_count
from removed
group by country_code, day
order by scope, country_code, day, period_days, platform
