/*---
title = "Voter-reminder engagements and clicks"
family = "voter_reminder"
axis = "protective"
counts = "engagements with notices that help people vote; clicks where the source counts only clicks"
unit = "engagements"
form = "count"
window_days = 28
fresh_days = 14
lead = 4
formula = "metric reminder_engagements, or reminder_clicks for a period and platform without it: never both. Rows with reminder_kind any stand for all kinds, else the kinds are added up"
---*/
select
    figure.scope, figure.country_code, figure.day, figure.period_days, figure.platform,
    figure.numerator, figure.numerator_lower, figure.numerator_upper, figure.denominator,
    figure.denominator_lower, figure.denominator_upper, figure.cell, figure.provenance,
    figure.source_id, figure.row_count
from measure_total as figure
left join measure_total as engagement
    on engagement.table_name = figure.table_name
    and engagement.kind = figure.kind
    and engagement.metric = 'reminder_engagements'
    and engagement.scope = figure.scope
    and engagement.country_code is not distinct from figure.country_code
    and engagement.day = figure.day
    and engagement.period_days = figure.period_days
    and engagement.platform = figure.platform
where
    figure.table_name = 'voter_reminder'
    and figure.kind = 'all'
    and figure.metric in ('reminder_engagements', 'reminder_clicks')
    and (figure.metric = 'reminder_engagements' or engagement.metric is null)
order by scope, country_code, day, period_days, platform
