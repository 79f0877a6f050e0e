/*---
title = "Restriction periods as the snapshot before this one knew them"
family = "restriction"
kind = "built"
order_by = ["country_code", "period_id", "time_zone", "territory"]
key = ["period_id", "time_zone", "territory"]
since = 3
---*/
create table previous_period (
    country_code varchar not null,
    period_id varchar not null,
    territory varchar,
    election varchar,
    round varchar,
    rule varchar not null,
    medium varchar not null,
    platform varchar,
    time_zone varchar not null,
    starts_at timestamp,
    ends_at timestamp,
    citation varchar,
    withdrawn boolean not null,
    conditional boolean not null,
    synthetic boolean not null
);
comment on table previous_period is 'Every restriction period as it was known at the moment that the snapshot before this one spoke for, one row for each zone; so that what changed since can be told without it; empty where there was none';
comment on column previous_period.country_code is 'ISO 3166 alpha-2 code';
comment on column previous_period.period_id is 'the period''s key in that snapshot';
comment on column previous_period.territory is 'part of the country that the row is about; null for all of it';
comment on column previous_period.election is 'election that it belongs to, in the source''s words';
comment on column previous_period.round is 'round or phase';
comment on column previous_period.rule is 'what is restricted, as in restriction_period';
comment on column previous_period.medium is 'media and conduct in scope, in the source''s words';
comment on column previous_period.platform is 'platform in scope where it is one platform''s own policy; null where it is a law';
comment on column previous_period.time_zone is 'IANA zone of the row';
comment on column previous_period.starts_at is 'first moment, UTC, included; null where it was not on record';
comment on column previous_period.ends_at is 'end, UTC, not included; null where it was not on record';
comment on column previous_period.citation is 'law and article, or the policy text; null where none was on record';
comment on column previous_period.withdrawn is 'true where it was known not to take place';
comment on column previous_period.conditional is 'true where it was to take place only if a further round is needed';
comment on column previous_period.synthetic is 'true where the row was invented for an exercise';
