/*---
title = "Figures above their expected range, as known on a day"
parameters = ["as_of"]
[columns]
country_code = "VARCHAR"
signal = "VARCHAR"
period_days = "INTEGER"
measured_on = "DATE"
span_days = "INTEGER"
observed = "DOUBLE"
expected = "DOUBLE"
p_value = "DOUBLE"
p_value_before = "DOUBLE"
uppers = "DOUBLE[]"
rule = "VARCHAR"
since = "DATE"
provenance = "VARCHAR"
---*/
-- Bounds come in the order of the levels that alarms can be set to, 1 in 20 quiet figures first.
select
    country_code, signal, period_days, measured_on, span_days, observed, expected, p_value,
    p_value_before,
    [
        upper_20, upper_50, upper_100, upper_200, upper_500, upper_1000, upper_2000, upper_5000,
        upper_10000
    ] as uppers,
    rule, since,
    provenance
from alarm
where day = $as_of
order by p_value, country_code, signal, period_days
