/*---
title = "Items removed after partner reports"
family = "partner_report"
axis = "effort"
counts = "violating items removed because a trusted partner reported them"
unit = "items"
form = "count"
window_days = 28
fresh_days = 30
confounded_by_effort = true
formula = "metric items_removed; rows without a language stand for all, else the languages are added up"
settles_days = 5
---*/
select
    scope, country_code, day, period_days, platform, numerator, numerator_lower, numerator_upper,
    denominator, denominator_lower, denominator_upper, cell, provenance, source_id, row_count
from measure_total
where table_name = 'partner_report' and kind = 'all' and metric = 'items_removed'
order by scope, country_code, day, period_days, platform
