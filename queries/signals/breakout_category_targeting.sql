/*---
title = "Highest Breakout category of an operation that targeted the country"
family = "influence_operation"
axis = "harm"
counts = "category on the Breakout Scale, 1 (one platform, one community) to 6 (policy response or call to violence), of removed networks that aimed at the country"
unit = "category"
form = "count"
combine = "max"
window_days = 180
events = true
judge = { watch = 3.0, alert = 5.0, weight = 0.5, fresh_days = 100 }
formula = "kinds cib and inauthentic_behaviour; the highest among networks with a stated category; networks without one say nothing; a statement that no network was removed is category 0, no operation"
source = "Category 3 is several platforms and communities, 5 is amplification by celebrities: the steps at which the scale itself says that an operation broke out. Half a weight: few networks have a stated category."
action = "Ask threat investigators who amplifies the operation, and brief the response lead on where it broke out."
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
        case when network.networks = 0 then 0 else network.breakout_category end
            as breakout_category,
        case network.provenance
            when 'synthetic' then 1 when 'estimated' then 2 when 'measured' then 3 else 4
        end as strength,
        network.source_id
    from takedown as network
    inner join targets on targets.takedown_id = network.takedown_id
    where
        network.kind in ('cib', 'inauthentic_behaviour')
        and (network.breakout_category is not null or network.networks = 0)
        and network.announced_on is not null
        and network.cell = 'observed'
)
select
    cast('country' as varchar) as scope,
    cast(country_code as varchar) as country_code,
    cast(day as date) as day,
    cast(1 as integer) as period_days,
    cast('all' as varchar) as platform,
    cast(max(breakout_category) as double) as numerator,
    cast(max(breakout_category) as double) as numerator_lower,
    cast(max(breakout_category) as double) as numerator_upper,
    cast(null as double) as denominator,
    cast(null as double) as denominator_lower,
    cast(null as double) as denominator_upper,
    cast('observed' as varchar) as cell,
    cast(case min(strength)
        when 1 then 'synthetic' when 2 then 'estimated' when 3 then 'measured' else 'published'
    end as varchar) as provenance,
    cast(min(source_id) as integer) as source_id,
    cast(count(*) as bigint) as row_count
from removed
group by country_code, day
order by scope, country_code, day, period_days, platform
