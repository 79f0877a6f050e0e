/*---
title = "What the scores of the snapshot before this one rested on"
family = "signal"
kind = "built"
order_by = ["country_code", "indicator"]
key = ["country_code", "indicator"]
since = 3
[added]
span_days = 4
provisional = 4
reported_on = 4
fresh_until = 4
---*/
create table previous_part (
    country_code varchar not null,
    indicator varchar not null,
    knowledge varchar not null,
    severity double,
    severity_lower double not null,
    severity_upper double not null,
    points double not null,
    weight_share double not null,
    query_digest varchar,
    measured_on date,
    value double,
    lower double,
    upper double,
    cell varchar,
    synthetic boolean not null,
    span_days integer,
    provisional boolean,
    reported_on date,
    fresh_until date
);
comment on table previous_part is 'The parts of every score in previous_score, with the readings behind them';
comment on column previous_part.country_code is 'ISO 3166 alpha-2 code';
comment on column previous_part.indicator is 'name of the signal, or stakes_election, stakes_reach';
comment on column previous_part.knowledge is 'fresh, stale, no_data, suppressed or below_threshold';
comment on column previous_part.severity is 'what it counted as, 0 to 10; null where it was left out';
comment on column previous_part.severity_lower is 'severity of its lower bound';
comment on column previous_part.severity_upper is 'severity of its upper bound';
comment on column previous_part.points is 'what it added to the score';
comment on column previous_part.weight_share is 'share (0-1) of the score that its method gave it';
comment on column previous_part.query_digest is 'SHA-256 of the signal''s text then, that of the present one where it says the same; null for stakes';
comment on column previous_part.measured_on is 'last day with a figure; null where there was none';
comment on column previous_part.value is 'the reading''s value; null where not observed';
comment on column previous_part.lower is 'its smallest value; null where open';
comment on column previous_part.upper is 'its largest value; null where open';
comment on column previous_part.cell is 'observed, suppressed or below_threshold; null where there was no reading';
comment on column previous_part.synthetic is 'true where the reading was synthetic';
comment on column previous_part.span_days is 'days that the reading stood for; null where there was none, or its method read single days';
comment on column previous_part.provisional is 'true where the reading was provisional; null as span_days';
comment on column previous_part.reported_on is 'last day with a figure, settled or not; null as span_days';
comment on column previous_part.fresh_until is 'last day on which the reading was fresh; null as span_days';
