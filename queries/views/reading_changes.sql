/*---
title = "Judged readings of a day beside those of the day before, where they differ or have stopped"
parameters = ["as_of"]
[columns]
country_code = "VARCHAR"
signal = "VARCHAR"
measured_on = "DATE"
value = "DOUBLE"
measured_before_on = "DATE"
value_before = "DOUBLE"
---*/
select
    today.country_code,
    today.signal,
    today.measured_on,
    today.value,
    before.measured_on as measured_before_on,
    before.value as value_before
from reading_day as today
inner join signal as judged on judged.signal = today.signal and judged.weight is not null
left join reading_day as before
    on
        before.day = $as_of::date - 1
        and before.country_code = today.country_code
        and before.signal = today.signal
where
    today.day = $as_of
    and (
        before.value is distinct from today.value
        or $as_of::date - today.measured_on = judged.fresh_days + 1
    )
order by today.country_code, today.signal
