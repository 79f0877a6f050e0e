/*---
title = "Followers of removed networks that targeted the country"
family = "influence_operation"
axis = "harm"
counts = "followers and members of the removed assets, as announced; people who follow several are counted several times"
unit = "followers"
form = "count"
window_days = 180
events = true
fresh_days = 100
confounded_by_effort = true
formula = "kind cib only; stated as about, so no strict bounds; where some are not stated the rest is a lower bound; a network with several targets counts in each of them, so countries do not add up to the world"
action = "Ask threat investigators which assets held the followers and whether copies of them are up."
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
        asset.followers as value,
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
    where network.kind = 'cib' and network.announced_on is not null and network.networks > 0
)
select
    cast('country' as varchar) as scope,
    cast(country_code as varchar) as country_code,
    cast(day as date) as day,
    cast(1 as integer) as period_days,
    cast(platform as varchar) as platform,
    cast(case when count(value) = count(*) then sum(value) end as double) as numerator,
    cast(case
        when count(value) < count(*) then coalesce(sum(value), 0)
    end as double) as numerator_lower,
    cast(null as double) as numerator_upper,
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
