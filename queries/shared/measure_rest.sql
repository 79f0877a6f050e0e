/*---
title = "What one metric of a measure leaves over of another, as a share of that: languages without reviewers"
---*/
-- Not more than the whole, not less than nothing, whatever the bounds of both allow.
with largest as (
    select
        table_name, metric, scope, country_code, day, period_days, platform, max(value) as value,
        max(lower) as lower, max(upper) as upper, max(is_suppressed) as is_suppressed,
        min(ranked_provenance) as ranked_provenance, min(source_id) as source_id,
        count(*) as row_count
    from stated_figure
    group by table_name, metric, scope, country_code, day, period_days, platform
),
paired as (
    select
        whole.table_name, whole.metric as whole_metric, part.metric as part_metric, whole.scope,
        whole.country_code, whole.day, whole.period_days, whole.platform,
        whole.value as whole_value, whole.lower as whole_lower, whole.upper as whole_upper,
        part.value as part_value, part.lower as part_lower, part.upper as part_upper,
        greatest(whole.is_suppressed, part.is_suppressed) as is_suppressed,
        least(whole.ranked_provenance, part.ranked_provenance) as ranked_provenance,
        least(whole.source_id, part.source_id) as source_id,
        whole.row_count + part.row_count as row_count
    from largest as whole
    inner join largest as part
        on part.table_name = whole.table_name
        and part.scope = whole.scope
        and part.country_code is not distinct from whole.country_code
        and part.day = whole.day
        and part.period_days = whole.period_days
        and part.platform = whole.platform
)
select
    table_name, whole_metric, part_metric, scope, country_code, day, period_days, platform,
    case is_suppressed when 0 then greatest(whole_value - part_value, 0) end as numerator,
    case
        when is_suppressed = 0 and whole_lower is not null and part_upper is not null
            then greatest(whole_lower - part_upper, 0)
        else 0
    end as numerator_lower,
    case
        when is_suppressed = 0 and whole_upper is not null and part_lower is not null
            then greatest(whole_upper - part_lower, 0)
    end as numerator_upper,
    case is_suppressed when 0 then whole_value end as denominator,
    whole_lower as denominator_lower,
    whole_upper as denominator_upper,
    case is_suppressed when 1 then 'suppressed' else 'observed' end as cell,
    substr(ranked_provenance, 3) as provenance,
    source_id,
    row_count
from paired
