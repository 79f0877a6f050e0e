/*---
title = "Voter-reminder impressions"
family = "voter_reminder"
axis = "protective"
counts = "times that notices that help people vote were shown"
unit = "impressions"
form = "count"
window_days = 28
fresh_days = 14
formula = "metric reminder_impressions; rows with reminder_kind any stand for all kinds, else the kinds are added up"
---*/
select
    scope, country_code, day, period_days, platform, numerator, numerator_lower, numerator_upper,
    denominator, denominator_lower, denominator_upper, cell, provenance, source_id, row_count
from measure_total
where table_name = 'voter_reminder' and kind = 'all' and metric = 'reminder_impressions'
order by scope, country_code, day, period_days, platform
