/*---
title = "People reached by the widest media-literacy campaign"
family = "fact_check"
axis = "protective"
counts = "people reached by the one media-literacy or prebunking campaign that reached most"
unit = "people"
form = "count"
combine = "max"
window_days = 28
fresh_days = 60
formula = "metric campaign_reach, the largest: reaches overlap and are never added up"
---*/
select
    scope, country_code, day, period_days, platform, numerator, numerator_lower, numerator_upper,
    denominator, denominator_lower, denominator_upper, cell, provenance, source_id, row_count
from measure_largest
where table_name = 'fact_check' and metric = 'campaign_reach'
order by scope, country_code, day, period_days, platform
