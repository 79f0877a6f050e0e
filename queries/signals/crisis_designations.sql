/*---
title = "Crisis designations"
family = "crisis"
axis = "harm"
dimension = "vulnerability"
counts = "situations in the country designated under a crisis policy protocol"
unit = "situations"
form = "count"
window_days = 180
judge = { watch = 1.0, alert = 3.0, weight = 0.5, fresh_days = 100 }
formula = "metric crisis_policy_designations over half a year; a situation is counted in the period in which it was designated"
source = "19 situations were designated in the world in 2024: one in a country is already rare, three in half a year mean that it does not come to rest. Half a weight, as for all that speaks only when something happens."
action = "Ask the crisis lead which levers are in use in the country and whether the election needs more of them."
---*/
with stated as (
    select
        scope,
        country_code,
        period_ends_on as day,
        date_diff('day', period_starts_on, period_ends_on) + 1 as period_days,
        platform,
        metric,
        case when cell = 'observed' then value end as value,
        case
            when cell = 'below_threshold' then coalesce(lower, 0)
            when cell = 'observed' and qualifier = 'exact' then coalesce(lower, value)
            else lower
        end as lower,
        case
            when cell = 'observed' and qualifier = 'exact' then coalesce(upper, value)
            else upper
        end as upper,
        cell,
        case provenance
            when 'synthetic' then 1 when 'estimated' then 2 when 'measured' then 3 else 4
        end as strength,
        source_id
    from crisis
    where metric = 'crisis_policy_designations'
)
select
    cast(scope as varchar) as scope,
    cast(country_code as varchar) as country_code,
    cast(day as date) as day,
    cast(period_days as integer) as period_days,
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
from stated
group by scope, country_code, day, period_days, platform
order by scope, country_code, day, period_days, platform
