/*---
title = "Crisis designations"
family = "crisis"
axis = "harm"
counts = "situations in the country designated under a crisis policy protocol"
unit = "situations"
form = "count"
window_days = 180
fresh_days = 100
formula = "metric crisis_policy_designations over half a year; a situation is counted in the period in which it was designated"
action = "Ask the crisis lead which levers are in use in the country and whether the election needs more of them."
---*/
select
    scope, country_code, day, period_days, platform, numerator, numerator_lower, numerator_upper,
    denominator, denominator_lower, denominator_upper, cell, provenance, source_id, row_count
from measure_total
where table_name = 'crisis' and kind = 'all' and metric = 'crisis_policy_designations'
order by scope, country_code, day, period_days, platform
