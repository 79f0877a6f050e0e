/*---
title = "Two metrics of one measure as part and whole, of the same period and platform"
---*/
-- The part is no more than the whole. The bounds of the whole are those at which the share is
-- smallest and largest: what is in the part is in the whole, too.
with paired as (
    select
        part.table_name,
        part.kind,
        part.metric as part_metric,
        whole.metric as whole_metric,
        part.scope,
        part.country_code,
        part.day,
        part.period_days,
        part.platform,
        part.value as part_value,
        coalesce(part.lower, 0) as part_lower,
        least(part.upper, whole.upper) as part_upper,
        whole.value as whole_value,
        coalesce(whole.lower, 0) as whole_lower,
        whole.upper as whole_upper,
        case
            when part.is_observed * whole.is_observed = 1 then 'observed'
            when greatest(part.is_suppressed, whole.is_suppressed) = 1 then 'suppressed'
            else 'below_threshold'
        end as cell,
        least(part.ranked_provenance, whole.ranked_provenance) as ranked_provenance,
        least(part.source_id, whole.source_id) as source_id,
        part.row_count + whole.row_count as row_count
    from measure_sum as part
    inner join measure_sum as whole
        on whole.table_name = part.table_name
        and whole.kind = part.kind
        and whole.scope = part.scope
        and whole.country_code is not distinct from part.country_code
        and whole.day = part.day
        and whole.period_days = part.period_days
        and whole.platform = part.platform
)
select
    table_name,
    kind,
    part_metric,
    whole_metric,
    scope,
    country_code,
    day,
    period_days,
    platform,
    case when part_upper is not null then part_value end as numerator,
    part_lower as numerator_lower,
    part_upper as numerator_upper,
    whole_value as denominator,
    part_lower + greatest(whole_lower - coalesce(part_upper, whole_lower), 0) as denominator_lower,
    part_upper + whole_upper - part_lower as denominator_upper,
    cell,
    substr(ranked_provenance, 3) as provenance,
    source_id,
    row_count
from paired
