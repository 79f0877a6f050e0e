/*---
title = "Scores of all watched countries on a day"
parameters = ["as_of"]
[columns]
country_code = "VARCHAR"
score = "DOUBLE"
lower = "DOUBLE"
upper = "DOUBLE"
coverage = "DOUBLE"
synthetic = "BOOLEAN"
unseen_share = "DOUBLE"
threat = "DOUBLE"
stakes = "DOUBLE"
vulnerability = "DOUBLE"
---*/
select
    country_code,
    score,
    lower,
    upper,
    coverage,
    synthetic,
    unseen_share,
    threat,
    stakes,
    vulnerability
from score_day
where day = $as_of
order by country_code
