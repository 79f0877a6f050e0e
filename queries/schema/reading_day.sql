/*---
title = "Readings: what was known of each signal on each day"
family = "signal"
kind = "built"
order_by = ["day", "country_code", "signal"]
[added]
span_days = 4
provisional = 4
reported_on = 4
fresh_until = 4
---*/
create table reading_day (
    day date not null,
    country_code varchar not null,
    signal varchar not null,
    measured_on date not null,
    value double,
    lower double,
    upper double,
    cell varchar not null,
    provenance varchar not null,
    source_id integer not null,
    span_days integer,
    provisional boolean,
    reported_on date,
    fresh_until date
);
comment on table reading_day is 'The newest known value of every signal on every day of the window, stored by day so that a day cursor reads one stretch';
comment on column reading_day.day is 'day on which the reading is made';
comment on column reading_day.country_code is 'ISO 3166 alpha-2 code';
comment on column reading_day.signal is 'name of the signal';
comment on column reading_day.measured_on is 'last day that the value stands for, at most fresh_days plus 60 days before day';
comment on column reading_day.value is 'share, mean, or count over span_days, all platforms together; null where not observed';
comment on column reading_day.lower is 'smallest value that the sources allow; null where open';
comment on column reading_day.upper is 'largest value that the sources allow; null where open';
comment on column reading_day.cell is 'observed, suppressed or below_threshold';
comment on column reading_day.provenance is 'weakest provenance among the rows behind it';
comment on column reading_day.source_id is 'one source behind it';
comment on column reading_day.span_days is 'days that the value stands for, ending on measured_on: a week of daily figures, the signal''s window, or what one figure covers; null where the method reads single days';
comment on column reading_day.provisional is 'true where the series is younger than what is read of it, or its newest week is not whole; null where the method reads single days';
comment on column reading_day.reported_on is 'last day with a figure, settled or not; null where the method reads single days';
comment on column reading_day.fresh_until is 'last day on which it is fresh, by the rhythm of the series and at most fresh_days after reported_on; null where the method reads single days, and fresh_days after measured_on holds';
