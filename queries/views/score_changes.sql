/*---
title = "Scores of a day beside those of the day before"
parameters = ["as_of"]
[columns]
country_code = "VARCHAR"
score = "DOUBLE"
coverage = "DOUBLE"
score_before = "DOUBLE"
coverage_before = "DOUBLE"
---*/
select
    today.country_code,
    today.score,
    today.coverage,
    before.score as score_before,
    before.coverage as coverage_before
from score_day as today
inner join score_day as before
    on before.country_code = today.country_code and before.day = today.day - 1
where today.day = $as_of and before.day = $as_of::date - 1
order by today.country_code
