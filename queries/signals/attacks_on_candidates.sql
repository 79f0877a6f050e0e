/*---
title = "Attacks on candidates"
family = "candidate_safety"
axis = "harm"
dimension = "vulnerability"
counts = "attacks on candidates and office-holders recorded by the source, offline and online, lethal ones apart"
unit = "attacks"
form = "count"
window_days = 28
judge = { watch = 5.0, alert = 25.0, weight = 1.5, fresh_days = 14 }
formula = "metric attacks_recorded, or non_lethal_attacks where a period states only that; rows without a gender stand for all, else they are added up"
source = "828 non-lethal attacks in the five months of one campaign of 2024 are some 150 in four weeks, a country in acute danger; five attacks in a month are more than chance in most countries."
action = "Ask the candidate safety desk who was attacked, and check that protection was offered to them and their rivals."
settles_days = 3
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
        source_id,
        case when gender is null then 1 else 0 end as is_whole,
        max(case when gender is null then 1 else 0 end) over (
            partition by scope, country_code, period_starts_on, period_ends_on, platform, metric
        ) as has_whole,
        max(case when metric = 'attacks_recorded' then 1 else 0 end) over (
            partition by scope, country_code, period_starts_on, period_ends_on, platform
        ) as has_recorded
    from candidate_safety
    where metric in ('attacks_recorded', 'non_lethal_attacks')
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
where
    is_whole = has_whole
    and (metric = 'attacks_recorded' or has_recorded = 0)
group by scope, country_code, day, period_days, platform
order by scope, country_code, day, period_days, platform
