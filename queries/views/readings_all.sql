/*---
title = "Newest readings of every signal on a day, for one country or all"
parameters = ["country_code", "as_of"]
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
where day = $as_of and ($country_code is null or country_code = $country_code)
order by country_code, signal
