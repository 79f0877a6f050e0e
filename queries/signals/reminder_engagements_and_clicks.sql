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
    scope, country_code, day, period_days, platform, numerator, numerator_lower, numerator_upper,
    denominator, denominator_lower, denominator_upper, cell, provenance, source_id, row_count
from (
    select
        scope, country_code, day, period_days, platform, numerator, numerator_lower,
        numerator_upper, denominator, denominator_lower, denominator_upper, cell, provenance,
        source_id, row_count,
        row_number() over (
            partition by scope, country_code, day, period_days, platform
            order by case metric when 'reminder_engagements' then 1 else 2 end
        ) as place
    from measure_total
    where
        table_name = 'voter_reminder'
        and kind = 'all'
        and metric in ('reminder_engagements', 'reminder_clicks')
) as stated
where place = 1
order by scope, country_code, day, period_days, platform
