/*---
title = "Reviewer hours"
family = "capacity"
axis = "effort"
counts = "hours that people spent on reviewing content of the country"
unit = "hours"
form = "hours"
window_days = 7
fresh_days = 14
confounded_by_effort = true
formula = "metric reviewer_hours; rows without a language stand for all, else the languages are added up"
---*/
select
    scope, country_code, day, period_days, platform, numerator, numerator_lower, numerator_upper,
    denominator, denominator_lower, denominator_upper, cell, provenance, source_id, row_count
from measure_total
where table_name = 'capacity' and kind = 'all' and metric = 'reviewer_hours'
order by scope, country_code, day, period_days, platform
