/*---
title = "Readings of judged signals that exceed their expected range on a day"
parameters = ["as_of"]
[columns]
country_code = "VARCHAR"
signal = "VARCHAR"
measured_on = "DATE"
value = "DOUBLE"
lower = "DOUBLE"
upper = "DOUBLE"
cell = "VARCHAR"
provenance = "VARCHAR"
source_id = "INTEGER"
---*/
select
    reading.country_code,
    reading.signal,
    reading.measured_on,
    reading.value,
    reading.lower,
    reading.upper,
    reading.cell,
    reading.provenance,
    reading.source_id
from reading_day as reading
inner join signal as judged on judged.signal = reading.signal and judged.weight is not null
where
    reading.day = $as_of
    and exists (
        select 1
        from alarm
        where
            alarm.day = $as_of
            and alarm.country_code = reading.country_code
            and alarm.signal = reading.signal
    )
order by reading.country_code, reading.signal
