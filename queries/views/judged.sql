/*---
title = "What the alarm budget of a day is shared among, and how often figures exceeded in the year to it"
parameters = ["as_of"]
[columns]
series_count = "INTEGER"
figures_per_day = "DOUBLE"
asking_count = "BIGINT"
first_on = "DATE"
year_figure_count = "BIGINT"
year_exceeded_counts = "BIGINT[]"
band_level = "DOUBLE"
---*/
-- A figure counts once, on the day that it ends. Counts of those that exceeded come in the order of
-- the levels that alarms can be set to, 1 in 20 quiet figures first. A series asks for something
-- where its signal has an action.
with asking as (
    select count(*) as series_count
    from (
        select judged.country_code, judged.signal
        from expected_day as judged
        inner join signal on signal.signal = judged.signal and signal.action is not null
        where
            judged.p_value is not null
            and judged.day <= $as_of::date
            and judged.day >= $as_of::date - signal.fresh_days
        group by judged.country_code, judged.signal
    ) as open
),
year as (
    select min(day) as first_on, sum(figure_count)::bigint as figure_count
    from judged_day
    where day > $as_of::date - 365 and day <= $as_of
),
exceeded as (
    select
        [
            count(*) filter (p_value <= 1.0 / 20),
            count(*) filter (p_value <= 1.0 / 50),
            count(*) filter (p_value <= 1.0 / 100),
            count(*) filter (p_value <= 1.0 / 200),
            count(*) filter (p_value <= 1.0 / 500),
            count(*) filter (p_value <= 1.0 / 1000),
            count(*) filter (p_value <= 1.0 / 2000),
            count(*) filter (p_value <= 1.0 / 5000),
            count(*) filter (p_value <= 1.0 / 10000)
        ] as counts
    from alarm
    where measured_on = day and day > $as_of::date - 365 and day <= $as_of
)

select
    today.series_count,
    today.figures_per_day,
    asking.series_count as asking_count,
    year.first_on,
    year.figure_count as year_figure_count,
    exceeded.counts as year_exceeded_counts,
    (select max(expected_day.level) from expected_day) as band_level
from judged_day as today
cross join asking
cross join year
cross join exceeded
where today.day = $as_of
order by today.day
