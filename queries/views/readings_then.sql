/*---
title = "What this snapshot knows of the last day of the one before it"
parameters = []
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
where reading.day = (select max(day) from previous_score)
order by reading.country_code, reading.signal
