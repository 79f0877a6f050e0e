/*---
title = "Scores of the snapshot before this one"
family = "signal"
kind = "built"
order_by = ["country_code"]
key = ["country_code"]
since = 3
---*/
create table previous_score (
    snapshot_id varchar not null,
    serial integer not null,
    title varchar not null,
    as_of_at timestamp not null,
    day date not null,
    method_version varchar not null,
    method_digest varchar not null,
    country_code varchar not null,
    score double,
    lower double,
    upper double,
    coverage double not null
);
comment on table previous_score is 'What the snapshot before this one said on its last day, so that what changed since can be told without it; empty where there was none';
comment on column previous_score.snapshot_id is 'identity of that snapshot';
comment on column previous_score.serial is 'its number in its publisher''s series';
comment on column previous_score.title is 'what its publisher called it';
comment on column previous_score.as_of_at is 'moment that it spoke for, UTC';
comment on column previous_score.day is 'its last day, on which it judged';
comment on column previous_score.method_version is 'version of the method that it was judged by';
comment on column previous_score.method_digest is 'SHA-256 of that method''s text; empty where it stated none';
comment on column previous_score.country_code is 'ISO 3166 alpha-2 code';
comment on column previous_score.score is 'its score of that day; null where the country was not assessable';
comment on column previous_score.lower is 'score with every reading at its lower bound';
comment on column previous_score.upper is 'score with every reading at its upper bound';
comment on column previous_score.coverage is 'share (0-1) of the judged signals'' weight that was fresh';
