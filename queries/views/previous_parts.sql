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
---*/
select
    earlier.country_code,
    earlier.indicator,
    earlier.knowledge,
    earlier.severity,
    earlier.severity_lower,
    earlier.severity_upper,
    earlier.measured_on,
    earlier.value,
    earlier.lower,
    earlier.upper,
    earlier.cell,
    earlier.points,
    earlier.synthetic,
    earlier.query_digest is not null and earlier.query_digest is distinct from signal.query_digest
        as redefined
from previous_part as earlier
left join signal on signal.signal = earlier.indicator
order by earlier.country_code, earlier.indicator
