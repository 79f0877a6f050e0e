/*---
title = "How many series were judged against an expected range on each day"
family = "signal"
kind = "built"
since = 3
order_by = ["day"]
key = ["day"]
---*/
create table judged_day (
    day date not null,
    series_count integer not null,
    figure_count integer not null,
    asking_count integer not null,
    asking_per_day double not null,
    asking_figure_count integer not null,
    asking_exceeded_20 integer not null,
    asking_exceeded_50 integer not null,
    asking_exceeded_100 integer not null,
    asking_exceeded_200 integer not null,
    asking_exceeded_500 integer not null,
    asking_exceeded_1000 integer not null,
    asking_exceeded_2000 integer not null,
    asking_exceeded_5000 integer not null,
    asking_exceeded_10000 integer not null
);
comment on table judged_day is 'What the alarm budget of a day is shared among; one row for every day of the window';
comment on column judged_day.day is 'day';
comment on column judged_day.series_count is 'series (signal, country and length of figures) whose newest judged figure is not older than the signal''s fresh_days';
comment on column judged_day.figure_count is 'figures that end on this very day and were judged';
comment on column judged_day.asking_count is 'how many of these series are of signals with an action: the others raise notes, not alarms';
comment on column judged_day.asking_per_day is 'figures that the asking series bring to be judged on an average day: the sum of 1 over the days between their figures; the alarm budget is shared among these';
comment on column judged_day.asking_figure_count is 'figures of asking series that end on this very day and were judged';
comment on column judged_day.asking_exceeded_20 is 'how many of these exceeded at the level of 1 in 20 quiet figures';
comment on column judged_day.asking_exceeded_50 is 'the same at the level of 1 in 50';
comment on column judged_day.asking_exceeded_100 is 'the same at the level of 1 in 100';
comment on column judged_day.asking_exceeded_200 is 'the same at the level of 1 in 200';
comment on column judged_day.asking_exceeded_500 is 'the same at the level of 1 in 500';
comment on column judged_day.asking_exceeded_1000 is 'the same at the level of 1 in 1,000';
comment on column judged_day.asking_exceeded_2000 is 'the same at the level of 1 in 2,000';
comment on column judged_day.asking_exceeded_5000 is 'the same at the level of 1 in 5,000';
comment on column judged_day.asking_exceeded_10000 is 'the same at the level of 1 in 10,000';
