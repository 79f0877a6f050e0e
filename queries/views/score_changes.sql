/*---
title = "Scores of a day beside those of the day before its newest figures"
parameters = ["as_of"]
[columns]
before_on = "DATE"
country_code = "VARCHAR"
score = "DOUBLE"
coverage = "DOUBLE"
score_before = "DOUBLE"
coverage_before = "DOUBLE"
---*/
with newest as (
    select coalesce(max(coalesce(reported_on, measured_on)), $as_of::date) - 1 as before_on
    from reading_day
    where
        day = $as_of
        and signal in (select signal from signal where weight is not null)
)

select
    newest.before_on,
    today.country_code,
    today.score,
    today.coverage,
    before.score as score_before,
    before.coverage as coverage_before
from score_day as today
cross join newest
inner join score_day as before
    on before.country_code = today.country_code and before.day = newest.before_on
where today.day = $as_of
order by today.country_code
