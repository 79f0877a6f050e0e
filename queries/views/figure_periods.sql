/*---
title = "Days that the newest figures of protection and effort cover, in one country"
parameters = ["as_of", "country_code", "platforms"]
[columns]
signal = "VARCHAR"
day = "DATE"
period_days = "INTEGER"
---*/
-- Of a day the figure over the shortest period is read, and one over a longer period than the
-- signal's window only where it can stand alone, as in build/reading_day.sql.
select stated.signal, stated.day, min(stated.period_days)::integer as period_days
from signal_day as stated
inner join signal as method on method.signal = stated.signal
where
    stated.country_code = $country_code
    and stated.scope = 'country'
    and stated.period_days <= 100
    and method.axis <> 'harm'
    and stated.day between $as_of::date - method.fresh_days::integer and $as_of
    and (len($platforms) = 0 or list_contains($platforms, stated.platform))
    and (
        method.window_days = 1
        or method.combine in ('max', 'last')
        or method.form in ('share', 'hours')
        or stated.period_days <= method.window_days
    )
group by stated.signal, stated.day
order by stated.signal, stated.day
