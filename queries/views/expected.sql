/*---
title = "What was expected of each figure of one country, all platforms together"
parameters = ["country_code", "since", "until"]
[columns]
signal = "VARCHAR"
day = "DATE"
period_days = "INTEGER"
span_days = "INTEGER"
observed = "DOUBLE"
expected = "DOUBLE"
lower = "DOUBLE"
upper = "DOUBLE"
p_value = "DOUBLE"
level = "DOUBLE"
rule = "VARCHAR"
baseline_since = "DATE"
---*/
select
    signal,
    day,
    period_days,
    span_days,
    observed,
    expected,
    lower,
    upper,
    p_value,
    level,
    rule,
    since as baseline_since
from expected_day
where
    country_code = $country_code
    and day between $since and $until
order by signal, day, period_days
