/*---
title = "Scores of the last 30 days, oldest first"
parameters = ["as_of"]
[columns]
country_code = "VARCHAR"
scores = "DOUBLE[]"
---*/
select country_code, list(score order by day) as scores
from score_day
where day between $as_of::date - 29 and $as_of
group by country_code
order by country_code
