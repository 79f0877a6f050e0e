/*---
title = "What the alarm budget of a day is shared among, and how often figures exceeded in the year to it"
parameters = ["as_of"]
[columns]
series_count = "INTEGER"
asking_count = "INTEGER"
asking_per_day = "DOUBLE"
first_on = "DATE"
year_figure_count = "BIGINT"
year_exceeded_counts = "BIGINT[]"
band_level = "DOUBLE"
---*/
-- A figure counts once, on the day that it ends. Counts of those that exceeded come in the order of
-- the levels that alarms can be set to, 1 in 20 quiet figures first. Only figures of signals that
-- ask for an action are counted: the others give notes.
with year as (
    select
        min(day) as first_on,
        sum(asking_figure_count)::bigint as figure_count,
        [
            sum(asking_exceeded_20),
            sum(asking_exceeded_50),
            sum(asking_exceeded_100),
            sum(asking_exceeded_200),
            sum(asking_exceeded_500),
            sum(asking_exceeded_1000),
            sum(asking_exceeded_2000),
            sum(asking_exceeded_5000),
            sum(asking_exceeded_10000)
        ]::bigint[] as exceeded_counts
    from judged_day
    where day > $as_of::date - 365 and day <= $as_of
),
-- All ranges of a snapshot are of one level, which a proof holds them to.
ranges as (
    select level
    from expected_day
    limit 1
)

select
    today.series_count,
    today.asking_count,
    today.asking_per_day,
    year.first_on,
    year.figure_count as year_figure_count,
    year.exceeded_counts as year_exceeded_counts,
    ranges.level as band_level
from judged_day as today
cross join year
left join ranges on true
where today.day = $as_of
order by today.day
