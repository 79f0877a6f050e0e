/*---
title = "Assets in removed networks that targeted the country"
family = "influence_operation"
axis = "harm"
counts = "accounts, pages, groups and events removed with networks of coordinated inauthentic behaviour, by the country they aimed at"
unit = "assets"
form = "count"
window_days = 180
lead = 3
confounded_by_effort = true
effort_note = "The size of what investigators found, and they find more where they look longer. It is in the score as the reach that networks had built, at half a weight."
events = true
judge = { watch = 200.0, alert = 2000.0, weight = 0.5, fresh_days = 100 }
formula = "kind cib only; assets of all kinds are added up by platform; a network without a stated number is unknown, at least 0; a statement that no network was removed is 0; platform all is written several; a network with several targets counts in each of them, so countries do not add up to the world"
source = "Half of 65 networks announced from 2018 to 2020 had fewer than 150 assets and none had 2,000: 200 in half a year is more than one usual network, 2,000 more than any. Half a weight: it is the size of what is already counted as networks."
action = "Ask threat investigators what was removed and whether accounts that spread the same links are still up."
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
        case
            when asset.platform is null or asset.platform = 'all' then 'several'
            else asset.platform
        end as platform,
        case when network.networks = 0 then 0 else asset.value end as value,
        case
            when asset.takedown_id is null then 0
            when asset.qualifier = 'exact' then coalesce(asset.lower, asset.value)
            else coalesce(asset.lower, 0)
        end as lower,
        case
            when network.networks = 0 then 0
            when asset.qualifier = 'exact' then coalesce(asset.upper, asset.value)
            else asset.upper
        end as upper,
        network.cell,
        least(
            case network.provenance
                when 'synthetic' then 1 when 'estimated' then 2 when 'measured' then 3 else 4
            end,
            case asset.provenance
                when 'synthetic' then 1 when 'estimated' then 2 when 'measured' then 3 else 4
            end
        ) as strength,
        coalesce(asset.source_id, network.source_id) as source_id
    from takedown as network
    inner join targets on targets.takedown_id = network.takedown_id
    left join takedown_asset as asset on asset.takedown_id = network.takedown_id
    where network.kind = 'cib' and network.announced_on is not null
)
select
    cast('country' as varchar) as scope,
    cast(country_code as varchar) as country_code,
    cast(day as date) as day,
    cast(1 as integer) as period_days,
    cast(platform as varchar) as platform,
    cast(case when count(value) = count(*) then sum(value) end as double) as numerator,
    cast(sum(lower) as double) as numerator_lower,
    cast(case when count(upper) = count(*) then sum(upper) end as double) as numerator_upper,
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
group by country_code, day, platform
order by scope, country_code, day, period_days, platform
