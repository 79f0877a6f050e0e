/*---
title = "Elections, by round and phase"
family = "election"
kind = "fact"
order_by = ["country_code", "polling_starts_on"]
key = ["election_id"]
[values]
provenance = ["published", "measured", "estimated", "synthetic"]
scope = ["country", "eu", "world"]
kind = ["presidential", "legislative", "local", "regional", "referendum", "supranational", "general", "other"]
date_precision = ["day", "month", "year", "none"]
status = ["held", "confirmed", "scheduled", "not_confirmed", "postponed", "moved", "snap", "cancelled", "annulled", "if_needed", "unknown"]
[added]
status_known_from_at = 2
new_day_known_from_at = 2
---*/
create table election (
    source_id integer not null,
    source_row bigint,
    provenance varchar not null,
    counts_of varchar not null,
    election_id varchar not null,
    country_code varchar,
    scope varchar not null,
    name varchar not null,
    kind varchar not null,
    round varchar not null,
    polling_starts_on date,
    polling_ends_on date,
    date_precision varchar not null,
    status varchar not null,
    previous_polling_on date,
    annulled_on date,
    status_known_from_at timestamp,
    new_day_known_from_at timestamp,
    polls_open_local varchar,
    polls_close_local varchar,
    time_zone varchar,
    higher_risk boolean,
    note varchar
);
comment on table election is 'One row for each election, round or phase, with what became of it';
comment on column election.source_id is 'the file this row came from, key of source';
comment on column election.source_row is 'line (delimited files, header is 1) or row number in that file; null where a row sums up a whole file';
comment on column election.provenance is 'how the figure came to be: published, measured, estimated or synthetic';
comment on column election.counts_of is 'what is counted, by whom and on which surface, in words';
comment on column election.election_id is 'stable key: country code, first polling day, kind and round';
comment on column election.country_code is 'ISO 3166 alpha-2 code; null for a supranational election';
comment on column election.scope is 'country, eu or world';
comment on column election.name is 'name of the election as the source gives it';
comment on column election.kind is 'presidential, legislative, local, regional, referendum, supranational, general or other';
comment on column election.round is '1, 2, or the source''s own word for a round or phase';
comment on column election.polling_starts_on is 'first polling day; null where the source gives none';
comment on column election.polling_ends_on is 'last polling day, included';
comment on column election.date_precision is 'day, month, year or none: how precisely the source gives the day';
comment on column election.status is 'held, confirmed, scheduled, not_confirmed, postponed, moved, snap, cancelled, annulled, if_needed or unknown';
comment on column election.previous_polling_on is 'first polling day before it was moved or postponed; null where it was not';
comment on column election.annulled_on is 'day on which the result was annulled; null where it was not';
comment on column election.status_known_from_at is 'moment from which its present days and status were publicly known, UTC; null where the source does not say';
comment on column election.new_day_known_from_at is 'moment from which its new day was publicly known, UTC, where that is later than its postponement: between the two it has no day; null where the source does not say';
comment on column election.polls_open_local is 'opening hour of the polls, HH:MM local; null where unknown';
comment on column election.polls_close_local is 'closing hour of the polls, HH:MM local; null where unknown';
comment on column election.time_zone is 'IANA zone of those hours; null means the country''s own';
comment on column election.higher_risk is 'true where the publisher treated it as a higher-risk election; null where it says nothing';
comment on column election.note is 'what else the source says';
