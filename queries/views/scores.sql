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
---*/
select country_code, score, lower, upper, coverage, synthetic
from score_day
where day = $as_of
order by country_code
