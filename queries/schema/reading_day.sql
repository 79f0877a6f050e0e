/*---
title = "Readings: what was known of each signal on each day"
family = "signal"
kind = "built"
order_by = ["day", "country_code", "signal"]
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
    source_id integer not null
);
comment on table reading_day is 'The newest known value of every signal on every day of the window, stored by day so that a day cursor reads one stretch';
comment on column reading_day.day is 'day on which the reading is made';
comment on column reading_day.country_code is 'ISO 3166 alpha-2 code';
comment on column reading_day.signal is 'name of the signal';
comment on column reading_day.measured_on is 'last day with a figure, at most fresh_days plus 60 days before day';
comment on column reading_day.value is 'share, mean, or count over the signal''s window, all platforms together; null where not observed';
comment on column reading_day.lower is 'smallest value that the sources allow; null where open';
comment on column reading_day.upper is 'largest value that the sources allow; null where open';
comment on column reading_day.cell is 'observed, suppressed or below_threshold';
comment on column reading_day.provenance is 'weakest provenance among the rows behind it';
comment on column reading_day.source_id is 'one source behind it';
