/*---
title = "What the scores of the snapshot before this one rested on, and whether signals are computed as then"
parameters = []
[columns]
country_code = "VARCHAR"
indicator = "VARCHAR"
knowledge = "VARCHAR"
severity = "DOUBLE"
severity_lower = "DOUBLE"
severity_upper = "DOUBLE"
measured_on = "DATE"
value = "DOUBLE"
lower = "DOUBLE"
upper = "DOUBLE"
cell = "VARCHAR"
points = "DOUBLE"
synthetic = "BOOLEAN"
redefined = "BOOLEAN"
span_days = "INTEGER"
provisional = "BOOLEAN"
reported_on = "DATE"
fresh_until = "DATE"
---*/
-- A method that reads weeks says other things of the same figures than one that reads single days.
select
    earlier.country_code, earlier.indicator, earlier.knowledge, earlier.severity,
    earlier.severity_lower, earlier.severity_upper, earlier.measured_on, earlier.value,
    earlier.lower, earlier.upper, earlier.cell, earlier.points, earlier.synthetic,
    earlier.query_digest is not null and (
        earlier.query_digest is distinct from signal.query_digest
        or (
            earlier.measured_on is not null
            and (earlier.span_days is null) <> (signal.level_days is null)
        )
    ) as redefined,
    earlier.span_days, earlier.provisional, earlier.reported_on,
    earlier.fresh_until
from previous_part as earlier
left join signal on signal.signal = earlier.indicator
order by earlier.country_code, earlier.indicator
