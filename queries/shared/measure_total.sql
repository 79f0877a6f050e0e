/*---
title = "Counts of a measure, as a signal tells them"
---*/
select
    table_name,
    metric,
    kind,
    scope,
    country_code,
    day,
    period_days,
    platform,
    value as numerator,
    lower as numerator_lower,
    upper as numerator_upper,
    cast(null as double) as denominator,
    cast(null as double) as denominator_lower,
    cast(null as double) as denominator_upper,
    case
        when is_observed = 1 then 'observed'
        when is_suppressed = 1 then 'suppressed'
        else 'below_threshold'
    end as cell,
    case strength
        when 1 then 'synthetic' when 2 then 'estimated' when 3 then 'measured' else 'published'
    end as provenance,
    source_id,
    row_count
from measure_sum
