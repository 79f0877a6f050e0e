/*---
title = "People reached by the widest voter reminder"
family = "voter_reminder"
axis = "protective"
counts = "people who saw or received the one reminder, sticker, alert or campaign that reached most"
unit = "people"
form = "count"
combine = "max"
window_days = 28
fresh_days = 14
formula = "the largest of the metrics reminder_reach, voting_alert_reach, messaging_reminder_reach, registration_sticker_viewers, election_day_notice_reach and information_centre_visitors: reaches overlap and are never added up"
---*/
select
    scope, country_code, day, period_days, platform,
    case when count(numerator) = count(*) then max(numerator) end as numerator,
    max(numerator_lower) as numerator_lower,
    case when count(numerator_upper) = count(*) then max(numerator_upper) end
        as numerator_upper,
    cast(null as double) as denominator, cast(null as double) as denominator_lower,
    cast(null as double) as denominator_upper, substr(max(ranked_cell), 3) as cell,
    substr(min(ranked_provenance), 3) as provenance, min(source_id) as source_id,
    cast(sum(row_count) as bigint) as row_count
from measure_largest
where
    table_name = 'voter_reminder'
    and metric in (
        'reminder_reach', 'voting_alert_reach', 'messaging_reminder_reach',
        'registration_sticker_viewers', 'election_day_notice_reach', 'information_centre_visitors'
    )
group by scope, country_code, day, period_days, platform
order by scope, country_code, day, period_days, platform
