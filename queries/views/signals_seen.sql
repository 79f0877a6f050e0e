/*---
title = "Signals that any country has a reading of on a day"
parameters = ["as_of"]
[columns]
signal = "VARCHAR"
---*/
select distinct signal
from reading_day
where day = $as_of
order by signal
