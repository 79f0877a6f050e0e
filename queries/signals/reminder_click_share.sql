/*---
title = "Share of voter reminders that were clicked"
family = "voter_reminder"
axis = "protective"
counts = "clicks through to voting information among impressions of the same reminders"
unit = "share"
form = "share"
window_days = 28
fresh_days = 14
formula = "reminder_clicks / reminder_impressions of the same period and platform; a period that states only one of them is left out"
---*/
select
    scope, country_code, day, period_days, platform, numerator, numerator_lower, numerator_upper,
    denominator, denominator_lower, denominator_upper, cell, provenance, source_id, row_count
from measure_share
where
    table_name = 'voter_reminder'
    and kind = 'all'
    and part_metric = 'reminder_clicks'
    and whole_metric = 'reminder_impressions'
order by scope, country_code, day, period_days, platform
