/*---
title = "Newest figure of every signal that speaks of the world or the EU"
parameters = ["as_of"]
[columns]
scope = "VARCHAR"
signal = "VARCHAR"
platform = "VARCHAR"
day = "DATE"
period_days = "INTEGER"
numerator = "DOUBLE"
numerator_lower = "DOUBLE"
numerator_upper = "DOUBLE"
denominator = "DOUBLE"
denominator_lower = "DOUBLE"
denominator_upper = "DOUBLE"
cell = "VARCHAR"
provenance = "VARCHAR"
source_id = "INTEGER"
---*/
select
    scope, signal, platform, day, period_days, numerator, numerator_lower, numerator_upper,
    denominator, denominator_lower, denominator_upper, cell, provenance, source_id
from signal_day
where scope <> 'country' and day <= $as_of
qualify row_number() over (partition by scope, signal, platform order by day desc, source_id) = 1
order by scope, signal, platform
