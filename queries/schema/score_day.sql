/*---
title = "Scores by country and day"
family = "signal"
kind = "built"
order_by = ["day", "country_code"]
key = ["day", "country_code"]
[added]
unseen_share = 3
threat = 3
stakes = 3
vulnerability = 3
---*/
create table score_day (
    day date not null,
    country_code varchar not null,
    score double,
    lower double,
    upper double,
    coverage double not null,
    unseen_share double,
    threat double,
    stakes double,
    vulnerability double,
    synthetic boolean not null
);
comment on table score_day is 'Risk of harm by country and day, computed at build by the method that the snapshot states; verify computes it again';
comment on column score_day.day is 'day on which the country is judged';
comment on column score_day.country_code is 'ISO 3166 alpha-2 code';
comment on column score_day.score is 'risk of harm, 0 to 10; null where the country is not assessable';
comment on column score_day.lower is 'score with every reading at its lower bound and nothing for what is not seen';
comment on column score_day.upper is 'score with every reading at its upper bound and the worst for what is not seen';
comment on column score_day.coverage is 'share (0-1) of the judged signals'' weight that is fresh';
comment on column score_day.unseen_share is 'share (0-1) of the score that stands for what is not seen; null where there is no score';
comment on column score_day.threat is 'what its signals of threat make it, 0 to 10, what is not seen at its worst; null where there is no score';
comment on column score_day.stakes is 'what is at stake by the calendar, 0 to 10; null where there is no score, or the method knows no stakes';
comment on column score_day.vulnerability is 'what its signals of vulnerability make it, 0 to 10; null where there is no score, or the method does not tell it from threat';
comment on column score_day.synthetic is 'true where a synthetic reading is in the score';
