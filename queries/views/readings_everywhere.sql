/*---
title = "Newest readings of every signal and country on a day"
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
select country_code, signal, measured_on, value, lower, upper, cell, provenance, source_id
from reading_day
where day = $as_of
order by country_code, signal
