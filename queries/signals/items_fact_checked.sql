/*---
title = "Items fact-checked"
family = "fact_check"
axis = "effort"
counts = "pieces of content rated by independent fact-checkers"
unit = "items"
form = "count"
window_days = 28
fresh_days = 30
confounded_by_effort = true
formula = "metric items_fact_checked; rows with activity any stand for all, else the activities are added up"
---*/
select
    scope, country_code, day, period_days, platform, numerator, numerator_lower, numerator_upper,
    denominator, denominator_lower, denominator_upper, cell, provenance, source_id, row_count
from measure_total
where table_name = 'fact_check' and kind = 'all' and metric = 'items_fact_checked'
order by scope, country_code, day, period_days, platform
