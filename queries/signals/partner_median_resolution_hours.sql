/*---
title = "Median time to resolve a partner report"
family = "partner_report"
axis = "protective"
counts = "hours from escalation to resolution, median of the period"
unit = "hours"
form = "hours"
window_days = 28
fresh_days = 30
formula = "mean of the medians that periods and platforms state: the median over all of them is not known"
action = "Ask the partner desk what holds up answers, and have the oldest reports about voting looked at first."
settles_days = 5
---*/
select
    scope, country_code, day, period_days, platform, numerator, numerator_lower, numerator_upper,
    cast(row_count as double) as denominator,
    cast(row_count as double) as denominator_lower,
    cast(row_count as double) as denominator_upper,
    cell, provenance, source_id, row_count
from measure_total
where table_name = 'partner_report' and kind = 'all' and metric = 'median_resolution_hours'
order by scope, country_code, day, period_days, platform
