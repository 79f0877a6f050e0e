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
    country_code, signal, measured_on, value, lower, upper, cell, provenance, source_id, span_days,
    provisional, reported_on, fresh_until
from reading_day
where day = $as_of and signal in (select signal from signal where weight is not null)
order by country_code, signal
