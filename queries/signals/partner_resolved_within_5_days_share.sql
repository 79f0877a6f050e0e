/*---
title = "Share of partner reports resolved within 5 days"
family = "partner_report"
axis = "protective"
counts = "items that were resolved within 5 days of escalation, among all resolved"
unit = "share"
form = "share"
window_days = 28
fresh_days = 30
formula = "items_resolved_within_5_days / items_resolved of the same period and platform"
settles_days = 5
---*/
select
    scope, country_code, day, period_days, platform, numerator, numerator_lower, numerator_upper,
    denominator, denominator_lower, denominator_upper, cell, provenance, source_id, row_count
from measure_share
where
    table_name = 'partner_report'
    and kind = 'all'
    and part_metric = 'items_resolved_within_5_days'
    and whole_metric = 'items_resolved'
order by scope, country_code, day, period_days, platform
