/*---
title = "Elections annulled, moved or cancelled"
family = "election"
axis = "harm"
counts = "elections or rounds annulled, postponed, moved or cancelled, from election calendars"
unit = "elections"
form = "count"
window_days = 365
events = true
fresh_days = 30
formula = "on the day of the annulment, else on the polling day that was given up; not judged, since a calendar may be moved lawfully"
action = "Confirm the new date with the electoral body and check which restriction periods and reminders hang on the old one."
---*/
select
    scope,
    country_code,
    coalesce(annulled_on, previous_polling_on, polling_starts_on) as day,
    cast(1 as integer) as period_days, 'offline' as platform,
    cast(count(*) as double) as numerator, cast(count(*) as double) as numerator_lower,
    cast(count(*) as double) as numerator_upper,
    cast(null as double) as denominator, cast(null as double) as denominator_lower,
    cast(null as double) as denominator_upper, 'observed' as cell,
    substr(min(case provenance
        when 'synthetic' then '1 synthetic' when 'estimated' then '2 estimated'
        when 'measured' then '3 measured' else '4 published'
    end), 3) as provenance,
    min(source_id) as source_id,
    count(*) as row_count
from election
where
    date_precision = 'day'
    and coalesce(annulled_on, previous_polling_on, polling_starts_on) is not null
    and (
        status in ('annulled', 'postponed', 'moved', 'cancelled')
        or annulled_on is not null
        or previous_polling_on is not null
    )
group by
    scope, country_code, coalesce(annulled_on, previous_polling_on, polling_starts_on)
order by scope, country_code, day, period_days, platform
