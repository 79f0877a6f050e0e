/*---
title = "User reports in private messaging a day"
family = "user_report"
axis = "harm"
counts = "reports that people made of messages in private messaging: their number, never their content"
unit = "reports a day"
form = "count"
combine = "last"
confounded_by_effort = true
fresh_days = 14
formula = "metric reports_received / days of the period; rows without a reason stand for all, else the reasons are added up"
action = "Check for changes of the reporting form, then ask the messaging desk which reasons of reports have risen."
settles_days = 2
---*/
select
    scope, country_code, day, period_days, platform,
    numerator / period_days as numerator,
    numerator_lower / period_days as numerator_lower,
    numerator_upper / period_days as numerator_upper,
    denominator, denominator_lower, denominator_upper, cell, provenance, source_id, row_count
from measure_total
where table_name = 'user_report' and kind = 'all' and metric = 'reports_received'
order by scope, country_code, day, period_days, platform
