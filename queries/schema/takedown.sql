/*---
title = "Networks removed"
family = "influence_operation"
kind = "fact"
order_by = ["announced_on", "takedown_id"]
key = ["takedown_id"]
[values]
provenance = ["published", "measured", "estimated", "synthetic"]
kind = ["cib", "inauthentic_behaviour", "cyber_espionage", "surveillance_for_hire", "unknown"]
date_precision = ["day", "month", "quarter", "half"]
cell = ["observed", "suppressed", "below_threshold"]
---*/
create table takedown (
    source_id integer not null,
    source_row bigint,
    provenance varchar not null,
    counts_of varchar not null,
    takedown_id varchar not null,
    network varchar not null,
    kind varchar not null,
    announced_on date,
    date_precision varchar not null,
    period_starts_on date,
    period_ends_on date,
    breakout_category integer,
    recidivist boolean,
    affiliation varchar,
    spend_lower double,
    spend_upper double,
    currency varchar,
    networks double not null,
    cell varchar not null,
    announcement_url varchar,
    note varchar
);
comment on table takedown is 'One row for each removed network';
comment on column takedown.source_id is 'the file this row came from, key of source';
comment on column takedown.source_row is 'line (delimited files, header is 1) or row number in that file; null where a row sums up a whole file';
comment on column takedown.provenance is 'how the figure came to be: published, measured, estimated or synthetic';
comment on column takedown.counts_of is 'what is counted, by whom and on which surface, in words';
comment on column takedown.takedown_id is 'stable key of the network in this snapshot';
comment on column takedown.network is 'name of the network, or its origin and number where it has none';
comment on column takedown.kind is 'cib (coordinated inauthentic behaviour), inauthentic_behaviour, cyber_espionage, surveillance_for_hire or unknown';
comment on column takedown.announced_on is 'day of the announcement, or the last day of the report''s period';
comment on column takedown.date_precision is 'day, month, quarter or half: how precisely announced_on is known';
comment on column takedown.period_starts_on is 'first day of the report''s period or of the network''s activity, as stated';
comment on column takedown.period_ends_on is 'last day of it';
comment on column takedown.breakout_category is 'Breakout Scale 1 (one platform, one community) to 6 (policy response or call to violence); null where not stated';
comment on column takedown.recidivist is 'true where the network had been removed before; null where not stated';
comment on column takedown.affiliation is 'organisation named in the announcement; public entities only';
comment on column takedown.spend_lower is 'lower bound of its ad spend, in currency';
comment on column takedown.spend_upper is 'upper bound of its ad spend, in currency';
comment on column takedown.currency is 'ISO 4217 code of the spend';
comment on column takedown.networks is 'networks that the row stands for: 1, the figure where a source counts several, or 0 where it states that none was removed for the places named';
comment on column takedown.cell is 'observed, suppressed or below_threshold';
comment on column takedown.announcement_url is 'where it was announced; several networks may share one announcement';
comment on column takedown.note is 'what else the source says';
