/*---
title = "The largest figure of each metric, day and platform, as a signal tells it"
---*/
-- Reaches and numbers of languages overlap: they are never added up.
select
    table_name, metric, scope, country_code, day, period_days, platform,
    case when count(value) = count(*) then max(value) end as numerator,
    max(lower) as numerator_lower,
    case when count(upper) = count(*) then max(upper) end as numerator_upper,
    cast(null as double) as denominator,
    cast(null as double) as denominator_lower,
    cast(null as double) as denominator_upper,
    case
        when max(is_observed) = 1 then 'observed'
        when max(is_suppressed) = 1 then 'suppressed'
        else 'below_threshold'
    end as cell,
    case min(strength)
        when 1 then 'synthetic' when 2 then 'estimated' when 3 then 'measured' else 'published'
    end as provenance,
    min(source_id) as source_id,
    count(*) as row_count
from stated_figure
group by table_name, metric, scope, country_code, day, period_days, platform
