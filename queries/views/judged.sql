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
    select min(day) as first_on, sum(asking_figure_count)::bigint as figure_count
    from judged_day
    where day > $as_of::date - 365 and day <= $as_of
),
exceeded as (
    select
        [
            count(*) filter (alarm.p_value <= 1.0 / 20),
            count(*) filter (alarm.p_value <= 1.0 / 50),
            count(*) filter (alarm.p_value <= 1.0 / 100),
            count(*) filter (alarm.p_value <= 1.0 / 200),
            count(*) filter (alarm.p_value <= 1.0 / 500),
            count(*) filter (alarm.p_value <= 1.0 / 1000),
            count(*) filter (alarm.p_value <= 1.0 / 2000),
            count(*) filter (alarm.p_value <= 1.0 / 5000),
            count(*) filter (alarm.p_value <= 1.0 / 10000)
        ] as counts
    from alarm
    inner join signal on signal.signal = alarm.signal and signal.action is not null
    where
        alarm.measured_on = alarm.day
        and alarm.day > $as_of::date - 365
        and alarm.day <= $as_of
)

select
    today.series_count,
    today.asking_count,
    today.asking_per_day,
    year.first_on,
    year.figure_count as year_figure_count,
    exceeded.counts as year_exceeded_counts,
    (select max(expected_day.level) from expected_day) as band_level
from judged_day as today
cross join year
cross join exceeded
where today.day = $as_of
order by today.day
