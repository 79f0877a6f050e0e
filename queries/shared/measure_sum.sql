/*---
title = "Figures of a measure added up for each metric, day and platform: of all kinds, and of each"
---*/
-- `kind` is all where totals come before parts: where a source states a total, its parts are not
-- counted beside it. A sum has a value or an upper bound only where each of its figures has one.
with taken as (
    select
        'all' as kind, case when kind is null then 1 else 0 end as is_total, table_name, metric,
        scope, country_code, day, period_days, platform, value, lower, upper, is_observed,
        is_suppressed, strength, source_id
    from stated_figure
    union all
    select
        kind, 0 as is_total, table_name, metric, scope, country_code, day, period_days, platform,
        value, lower, upper, is_observed, is_suppressed, strength, source_id
    from stated_figure
    where kind <> 'all'
),
added as (
    select
        table_name, metric, kind, scope, country_code, day, period_days, platform,
        max(is_total) as has_total,
        count(value) as values_of_all,
        sum(value) as value_of_all,
        sum(lower) as lower_of_all,
        count(upper) as uppers_of_all,
        sum(upper) as upper_of_all,
        count(case is_total when 1 then value end) as values_of_total,
        sum(case is_total when 1 then value end) as value_of_total,
        sum(case is_total when 1 then lower end) as lower_of_total,
        count(case is_total when 1 then upper end) as uppers_of_total,
        sum(case is_total when 1 then upper end) as upper_of_total,
        max(is_observed) as observed_of_all,
        max(is_observed * is_total) as observed_of_total,
        max(is_suppressed) as suppressed_of_all,
        max(is_suppressed * is_total) as suppressed_of_total,
        min(strength) as strength_of_all,
        min(case is_total when 1 then strength end) as strength_of_total,
        min(source_id) as source_of_all,
        min(case is_total when 1 then source_id end) as source_of_total,
        count(*) as rows_of_all,
        sum(is_total) as rows_of_total
    from taken
    group by table_name, metric, kind, scope, country_code, day, period_days, platform
)
select
    table_name, metric, kind, scope, country_code, day, period_days, platform, has_total,
    case
        when has_total = 1 and values_of_total = rows_of_total then value_of_total
        when has_total = 0 and values_of_all = rows_of_all then value_of_all
    end as value,
    case has_total when 1 then lower_of_total else lower_of_all end as lower,
    case
        when has_total = 1 and uppers_of_total = rows_of_total then upper_of_total
        when has_total = 0 and uppers_of_all = rows_of_all then upper_of_all
    end as upper,
    case has_total when 1 then observed_of_total else observed_of_all end as is_observed,
    case has_total when 1 then suppressed_of_total else suppressed_of_all end as is_suppressed,
    case
        when case has_total when 1 then observed_of_total else observed_of_all end = 1
            then '3 observed'
        when case has_total when 1 then suppressed_of_total else suppressed_of_all end = 1
            then '2 suppressed'
        else '1 below_threshold'
    end as ranked_cell,
    case case has_total when 1 then strength_of_total else strength_of_all end
        when 1 then '1 synthetic' when 2 then '2 estimated' when 3 then '3 measured'
        else '4 published'
    end as ranked_provenance,
    case has_total when 1 then source_of_total else source_of_all end as source_id,
    cast(case has_total when 1 then rows_of_total else rows_of_all end as bigint) as row_count
from added
