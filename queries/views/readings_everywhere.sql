/*---
title = "Newest readings of judged signals on a day, of all countries"
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
span_days = "INTEGER"
provisional = "BOOLEAN"
reported_on = "DATE"
fresh_until = "DATE"
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
    reading.source_id,
    reading.span_days,
    reading.provisional,
    reading.reported_on,
    reading.fresh_until
from reading_day as reading
inner join signal on signal.signal = reading.signal and signal.weight is not null
where reading.day = $as_of
order by reading.country_code, reading.signal
