/*---
title = "Main languages that reviewers do not cover"
family = "capacity"
axis = "harm"
dimension = "vulnerability"
counts = "main languages of the country in which no people review content, of all its main languages"
unit = "share"
form = "share"
judge = { watch = 0.25, alert = 0.6, weight = 0.5, fresh_days = 180 }
formula = "(main_languages - main_languages_reviewed) / main_languages, as stated for one period and platform; counts of languages without that of the main ones say nothing of it"
source = "Operational capacity to respond is one of the five published criteria for elections of higher risk. A language without a people who can judge a post in it is a blind spot: one main language in four is worth a look, more than half means that most of what is said is not seen. It is a share of what is needed, so that it is no measure of effort: hours worked and languages covered are shown and never judged."
action = "Ask trust and safety staffing which of the main languages is uncovered and who can be on call until polling day."
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
    from capacity
    where metric in ('main_languages', 'main_languages_reviewed')
),
pairs as (
    select
        scope,
        country_code,
        day,
        period_days,
        platform,
        max(case when metric = 'main_languages' then value end) as main_value,
        max(case when metric = 'main_languages' then lower end) as main_lower,
        max(case when metric = 'main_languages' then upper end) as main_upper,
        max(case when metric = 'main_languages_reviewed' then value end) as covered_value,
        max(case when metric = 'main_languages_reviewed' then lower end) as covered_lower,
        max(case when metric = 'main_languages_reviewed' then upper end) as covered_upper,
        max(case when metric = 'main_languages_reviewed' then 1 else 0 end) as is_stated,
        max(case when metric = 'main_languages' then 1 else 0 end) as is_of_any,
        max(case when cell = 'suppressed' then 1 else 0 end) as is_withheld,
        min(strength) as strength,
        min(source_id) as source_id,
        count(*) as row_count
    from stated
    group by scope, country_code, day, period_days, platform
)
select
    cast(scope as varchar) as scope,
    cast(country_code as varchar) as country_code,
    cast(day as date) as day,
    cast(period_days as integer) as period_days,
    cast(platform as varchar) as platform,
    cast(case when is_withheld = 0
        then greatest(main_value - covered_value, 0) end as double) as numerator,
    -- Not more than all of them, not less than none, whatever the bounds of both allow.
    cast(case when is_withheld = 0 and main_lower is not null and covered_upper is not null
        then greatest(main_lower - covered_upper, 0) else 0 end as double) as numerator_lower,
    cast(case when is_withheld = 0 and main_upper is not null and covered_lower is not null
        then greatest(main_upper - covered_lower, 0) end as double) as numerator_upper,
    cast(case when is_withheld = 0 then main_value end as double) as denominator,
    cast(main_lower as double) as denominator_lower,
    cast(main_upper as double) as denominator_upper,
    cast(case when is_withheld = 1 then 'suppressed' else 'observed' end as varchar) as cell,
    cast(case strength
        when 1 then 'synthetic' when 2 then 'estimated' when 3 then 'measured' else 'published'
    end as varchar) as provenance,
    cast(source_id as integer) as source_id,
    cast(row_count as bigint) as row_count
from pairs
where is_stated = 1 and is_of_any = 1
order by scope, country_code, day, period_days, platform
