/*---
title = "Judged readings of a day beside those of the day before its newest figures, where they differ or have stopped"
parameters = ["as_of"]
[columns]
country_code = "VARCHAR"
signal = "VARCHAR"
measured_on = "DATE"
value = "DOUBLE"
value_before = "DOUBLE"
has_stopped = "BOOLEAN"
---*/
with newest as (
    select coalesce(max(reading.measured_on), $as_of::date) - 1 as before_on
    from reading_day as reading
    inner join signal on signal.signal = reading.signal and signal.weight is not null
    where reading.day = $as_of
)

select
    today.country_code,
    today.signal,
    today.measured_on,
    today.value,
    before.value as value_before,
    $as_of::date - today.measured_on > judged.fresh_days
    and newest.before_on - today.measured_on <= judged.fresh_days as has_stopped
from reading_day as today
inner join signal as judged on judged.signal = today.signal and judged.weight is not null
cross join newest
left join reading_day as before
    on
        before.day = newest.before_on
        and before.country_code = today.country_code
        and before.signal = today.signal
where
    today.day = $as_of
    and (
        before.value is distinct from today.value
        or (
            $as_of::date - today.measured_on > judged.fresh_days
            and newest.before_on - today.measured_on <= judged.fresh_days
        )
    )
order by today.country_code, today.signal
