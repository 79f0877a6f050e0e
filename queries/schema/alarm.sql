/*---
title = "Figures above their expected range, as known on each day"
family = "signal"
kind = "built"
since = 3
order_by = ["day", "p_value", "country_code", "signal", "period_days"]
key = ["day", "country_code", "signal", "period_days"]
---*/
create table alarm (
    day date not null,
    country_code varchar not null,
    signal varchar not null,
    period_days integer not null,
    measured_on date not null,
    span_days integer not null,
    observed double not null,
    expected double not null,
    p_value double not null,
    p_value_before double,
    upper_20 double not null,
    upper_50 double not null,
    upper_100 double not null,
    upper_200 double not null,
    upper_500 double not null,
    upper_1000 double not null,
    upper_2000 double not null,
    upper_5000 double not null,
    upper_10000 double not null,
    rule varchar not null,
    since date not null,
    provenance varchar not null
);
comment on table alarm is 'Series whose newest judged figure is one that fewer than one quiet figure in twenty reaches, by the day on which that was the newest; which of them are alarms follows from the alarm budget';
comment on column alarm.day is 'day as of which this was the newest judged figure of the series, and not older than the signal''s fresh_days';
comment on column alarm.country_code is 'ISO 3166 alpha-2 code';
comment on column alarm.signal is 'name of the signal';
comment on column alarm.period_days is 'days that one figure covers';
comment on column alarm.measured_on is 'day that the figure ends on';
comment on column alarm.span_days is 'days that observed and the bounds cover';
comment on column alarm.observed is 'the figure in the signal''s unit, a sum over span_days for counts and money';
comment on column alarm.expected is 'what the baseline expected';
comment on column alarm.p_value is 'probability of as much or more on a quiet day, at most 0.05; at most 1/N just where observed is above the bound of 1 in N';
comment on column alarm.p_value_before is 'the same of the judged figure of the series before this one; null where the window has none';
comment on column alarm.upper_20 is 'upper bound at the level of 1 in 20 quiet figures';
comment on column alarm.upper_50 is 'upper bound at the level of 1 in 50';
comment on column alarm.upper_100 is 'upper bound at the level of 1 in 100';
comment on column alarm.upper_200 is 'upper bound at the level of 1 in 200';
comment on column alarm.upper_500 is 'upper bound at the level of 1 in 500';
comment on column alarm.upper_1000 is 'upper bound at the level of 1 in 1,000';
comment on column alarm.upper_2000 is 'upper bound at the level of 1 in 2,000';
comment on column alarm.upper_5000 is 'upper bound at the level of 1 in 5,000';
comment on column alarm.upper_10000 is 'upper bound at the level of 1 in 10,000';
comment on column alarm.rule is 'rule by which the figure is least likely';
comment on column alarm.since is 'first day of the regime or series that its baseline may draw on';
comment on column alarm.provenance is 'weakest provenance among the figures of that day: synthetic, then estimated, measured, published';
