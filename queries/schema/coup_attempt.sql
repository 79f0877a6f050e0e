/*---
title = "Coup attempts"
family = "coup_attempt"
kind = "fact"
since = 5
order_by = ["country_code", "attempted_on"]
key = ["attempt_ref"]
[values]
provenance = ["published", "measured", "estimated", "synthetic"]
attempt_precision = ["day", "month"]
outcome = ["successful", "failed"]
known_from = ["stated", "assumed"]
---*/
create table coup_attempt (
    source_id integer not null,
    source_row bigint,
    provenance varchar not null,
    counts_of varchar not null,
    country_code varchar not null,
    attempted_on date not null,
    attempt_precision varchar not null,
    outcome varchar not null,
    attempt_ref varchar not null,
    known_from_on date not null,
    known_from varchar not null
);
comment on table coup_attempt is 'One row for each attempt to seize power';
comment on column coup_attempt.source_id is 'the file this row came from, key of source';
comment on column coup_attempt.source_row is 'line (delimited files, header is 1) or row number in that file; null where a row sums up a whole file';
comment on column coup_attempt.provenance is 'how the figure came to be: published, measured, estimated or synthetic';
comment on column coup_attempt.counts_of is 'what is counted, by whom and on which surface, in words';
comment on column coup_attempt.country_code is 'ISO 3166 alpha-2 code (XK for Kosovo)';
comment on column coup_attempt.attempted_on is 'day of the attempt; the first of its month where only the month is known';
comment on column coup_attempt.attempt_precision is 'day or month: how precisely attempted_on is known';
comment on column coup_attempt.outcome is 'successful or failed';
comment on column coup_attempt.attempt_ref is 'key of the attempt: country, day and its number on that day or in that month';
comment on column coup_attempt.known_from_on is 'day from which this was publicly known';
comment on column coup_attempt.known_from is 'stated (by the source) or assumed (the end of what it speaks of and the usual delay of its source)';
