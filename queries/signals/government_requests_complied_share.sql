/*---
title = "Share of government requests complied with"
family = "government_request"
axis = "effort"
counts = "requests of governments complied with wholly or in part, among those received"
unit = "share"
form = "share"
fresh_days = 200
formula = "requests_complied / requests_received of the same period and platform"
settles_days = 30
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
        case when request_kind = 'any' then 1 else 0 end as is_whole,
        max(case when request_kind = 'any' then 1 else 0 end) over (
            partition by scope, country_code, period_starts_on, period_ends_on, platform, metric
        ) as has_whole
    from government_request
    where metric in ('requests_complied', 'requests_received')
),
taken as (
    select
        scope,
        country_code,
        day,
        period_days,
        platform,
        case when metric = 'requests_complied' then 1 else 0 end as is_part,
        value,
        lower,
        upper,
        cell,
        strength,
        source_id
    from stated
    where is_whole = has_whole
),
summed as (
    select
        scope,
        country_code,
        day,
        period_days,
        platform,
        case when sum(is_part) = sum(case when value is null then 0 else is_part end)
            then sum(value * is_part) end as part_value,
        coalesce(sum(lower * is_part), 0) as part_lower,
        case when sum(is_part) = sum(case when upper is null then 0 else is_part end)
            then sum(upper * is_part) end as part_upper_stated,
        case when sum(1 - is_part) = sum(case when value is null then 0 else 1 - is_part end)
            then sum(value * (1 - is_part)) end as whole_value,
        sum(lower * (1 - is_part)) as whole_lower,
        case when sum(1 - is_part) = sum(case when upper is null then 0 else 1 - is_part end)
            then sum(upper * (1 - is_part)) end as whole_upper,
        case
            when max(case when cell = 'observed' then is_part else 0 end) = 1
                and max(case when cell = 'observed' then 1 - is_part else 0 end) = 1
                then 'observed'
            when max(case when cell = 'suppressed' then 1 else 0 end) = 1 then 'suppressed'
            else 'below_threshold'
        end as cell,
        min(strength) as strength,
        min(source_id) as source_id,
        count(*) as row_count
    from taken
    group by scope, country_code, day, period_days, platform
    having min(is_part) = 0 and max(is_part) = 1
),
bounded as (
    select
        scope,
        country_code,
        day,
        period_days,
        platform,
        part_value,
        part_lower,
        least(part_upper_stated, whole_upper) as part_upper,
        whole_value,
        whole_lower,
        whole_upper,
        cell,
        strength,
        source_id,
        row_count
    from summed
)
select
    cast(scope as varchar) as scope,
    cast(country_code as varchar) as country_code,
    cast(day as date) as day,
    cast(period_days as integer) as period_days,
    cast(platform as varchar) as platform,
    cast(case when part_upper is not null then part_value end as double) as numerator,
    cast(part_lower as double) as numerator_lower,
    cast(part_upper as double) as numerator_upper,
    cast(whole_value as double) as denominator,
    cast(part_lower + greatest(coalesce(whole_lower, 0) - coalesce(part_upper, whole_lower, 0), 0)
        as double) as denominator_lower,
    cast(part_upper + whole_upper - part_lower as double) as denominator_upper,
    cast(cell as varchar) as cell,
    cast(case strength
        when 1 then 'synthetic' when 2 then 'estimated' when 3 then 'measured' else 'published'
    end as varchar) as provenance,
    cast(source_id as integer) as source_id,
    cast(row_count as bigint) as row_count
from bounded
order by scope, country_code, day, period_days, platform
