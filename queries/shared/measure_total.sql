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
    substr(ranked_cell, 3) as cell,
    substr(ranked_provenance, 3) as provenance,
    source_id,
    row_count
from measure_sum
