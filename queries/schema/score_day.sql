/*---
title = "Scores by country and day"
family = "signal"
kind = "built"
order_by = ["day", "country_code"]
key = ["day", "country_code"]
---*/
create table score_day (
    day date not null,
    country_code varchar not null,
    score double,
    lower double,
    upper double,
    coverage double not null,
    synthetic boolean not null
);
comment on table score_day is 'The weighted mean of judged harm signals, computed at build by the method named in snapshot; verify computes it again';
comment on column score_day.day is 'day on which the country is judged';
comment on column score_day.country_code is 'ISO 3166 alpha-2 code';
comment on column score_day.score is 'risk of harm, 0 to 10; null where the country is not assessable';
comment on column score_day.lower is 'score with every reading at its lower bound';
comment on column score_day.upper is 'score with every reading at its upper bound';
comment on column score_day.coverage is 'share (0-1) of the judged harm weight that is fresh';
comment on column score_day.synthetic is 'true where a synthetic reading is in the score';
