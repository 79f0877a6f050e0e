/*---
title = "Expected ranges of signals by country and day"
family = "signal"
kind = "built"
since = 3
order_by = ["country_code", "signal", "day", "period_days"]
key = ["day", "country_code", "signal", "period_days"]
---*/
create table expected_day (
    day date not null,
    country_code varchar not null,
    signal varchar not null,
    period_days integer not null,
    span_days integer not null,
    observed double,
    expected double,
    lower double,
    upper double,
    p_value double,
    level double not null,
    rule varchar not null,
    since date not null
);
comment on table expected_day is 'What the days before say of each figure of a signal in a country, all platforms together; computed at build and stored by country, verify computes it again';
comment on column expected_day.day is 'day that the figure ends on';
comment on column expected_day.country_code is 'ISO 3166 alpha-2 code';
comment on column expected_day.signal is 'name of the signal';
comment on column expected_day.period_days is 'days that the figure covers, ending on day: 1 for a daily series';
comment on column expected_day.span_days is 'days that observed and the range cover: period_days, or 7 where daily figures are judged by their week';
comment on column expected_day.observed is 'the figure in the signal''s unit, a sum over span_days for counts and money; null where there is none';
comment on column expected_day.expected is 'what the baseline expects in the same unit; null where nothing can be said';
comment on column expected_day.lower is 'lower end of the expected range at level; null where nothing can be said';
comment on column expected_day.upper is 'upper end of the expected range at level: a figure above it exceeds; null where nothing can be said';
comment on column expected_day.p_value is 'probability of as much or more on a quiet day (0-1); null where the day is not judged';
comment on column expected_day.level is 'share (0-1) of quiet figures that exceed upper: the level that the method''s alarm budget gave on the as-of day';
comment on column expected_day.rule is 'rule that the day is judged by, or none: and why not; of EARS C2 and C3 the one by which a figure above the bound of 1 in 20 is the less likely, else the one that sets the bound';
comment on column expected_day.since is 'first day of the regime or series that the baseline may draw on';
