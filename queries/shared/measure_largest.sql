/*---
title = "The largest figure of each metric, day and platform, as a signal tells it"
---*/
-- Reaches and numbers of languages overlap: they are never added up.
select
    table_name, metric, scope, country_code, day, period_days, platform,
    case when count(value) = count(*) then max(value) end as numerator,
    max(lower) as numerator_lower,
    case when count(upper) = count(*) then max(upper) end as numerator_upper,
    max(ranked_cell) as ranked_cell, min(ranked_provenance) as ranked_provenance,
    cast(null as double) as denominator, cast(null as double) as denominator_lower,
    cast(null as double) as denominator_upper, substr(max(ranked_cell), 3) as cell,
    substr(min(ranked_provenance), 3) as provenance, min(source_id) as source_id,
    count(*) as row_count
from stated_figure
group by table_name, metric, scope, country_code, day, period_days, platform
