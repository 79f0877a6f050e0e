/*---
title = "Judged readings of the day before a day's newest figures"
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
with newest as (
    select coalesce(max(coalesce(reported_on, measured_on)), $as_of::date) - 1 as before_on
    from reading_day
    where day = $as_of and signal in (select signal from signal where weight is not null)
)

select
    country_code, signal, measured_on, value, lower, upper, cell, provenance, source_id, span_days,
    provisional, reported_on, fresh_until
from reading_day
inner join newest on day = before_on
where signal in (select signal from signal where weight is not null)
order by country_code, signal
