/*---
title = "Crisis levers in use"
family = "crisis"
axis = "effort"
counts = "policy, product and people measures in use under a crisis protocol"
unit = "levers"
form = "count"
combine = "last"
fresh_days = 14
confounded_by_effort = true
formula = "metric levers_in_use; rows without a lever stand for all, else the levers are added up"
---*/
select
    scope, country_code, day, period_days, platform, numerator, numerator_lower, numerator_upper,
    denominator, denominator_lower, denominator_upper, cell, provenance, source_id, row_count
from measure_total
where table_name = 'crisis' and kind = 'all' and metric = 'levers_in_use'
order by scope, country_code, day, period_days, platform
