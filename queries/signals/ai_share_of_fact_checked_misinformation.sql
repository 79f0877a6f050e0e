/*---
title = "Share of fact-checked misinformation that was AI"
family = "ai_label"
axis = "harm"
counts = "ratings by fact-checkers on AI content among all their ratings of misinformation on elections, politics and social topics"
unit = "share"
form = "share"
judge = { watch = 0.02, alert = 0.1, weight = 1.0, fresh_days = 30 }
formula = "the share as published; figures of several platforms are averaged; an open upper bound is 1"
source = "Less than 1 % was published for the major elections of 2024: twice that bound is worth a look, ten times it a change of kind."
action = "Ask the fact-checking desk which AI claims spread, and check whether the same clip or voice is seen elsewhere."
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
        case when label_kind = 'any' then 1 else 0 end as is_whole,
        max(case when label_kind = 'any' then 1 else 0 end) over (
            partition by scope, country_code, period_starts_on, period_ends_on, platform, metric
        ) as has_whole
    from ai_label
    where metric = 'ai_share_of_fact_checked_misinformation'
)
select
    cast(scope as varchar) as scope,
    cast(country_code as varchar) as country_code,
    cast(day as date) as day,
    cast(period_days as integer) as period_days,
    cast(platform as varchar) as platform,
    cast(case when count(value) = count(*) then sum(value) end as double) as numerator,
    cast(sum(coalesce(lower, 0)) as double) as numerator_lower,
    cast(sum(coalesce(upper, 1)) as double) as numerator_upper,
    cast(count(*) as double) as denominator,
    cast(sum(coalesce(lower, 0) + 1 - coalesce(upper, 1)) as double) as denominator_lower,
    cast(sum(coalesce(upper, 1) + 1 - coalesce(lower, 0)) as double) as denominator_upper,
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
where is_whole = has_whole
group by scope, country_code, day, period_days, platform
order by scope, country_code, day, period_days, platform
