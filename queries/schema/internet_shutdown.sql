/*---
title = "Internet shutdowns"
family = "internet_shutdown"
kind = "fact"
since = 5
order_by = ["country_code", "list_year", "started_on"]
key = ["shutdown_ref", "country_code"]
[values]
provenance = ["published", "measured", "estimated", "synthetic"]
start_precision = ["day", "approximate", "unknown"]
shutdown_kind = ["full_network", "service_based", "both", "throttling", "unknown"]
reach = ["local", "regional", "several_regions", "national", "unknown"]
electoral = ["yes", "no", "unknown"]
known_from = ["stated", "assumed"]
---*/
create table internet_shutdown (
    source_id integer not null,
    source_row bigint,
    provenance varchar not null,
    counts_of varchar not null,
    country_code varchar not null,
    list_year integer not null,
    started_on date,
    start_precision varchar not null,
    ended_on date,
    shutdown_kind varchar not null,
    reach varchar not null,
    electoral varchar not null,
    shutdown_ref varchar not null,
    known_from_on date not null,
    known_from varchar not null
);
comment on table internet_shutdown is 'One row for each shutdown and country; a shutdown of several countries has one reference and is one shutdown of the world';
comment on column internet_shutdown.source_id is 'the file this row came from, key of source';
comment on column internet_shutdown.source_row is 'line (delimited files, header is 1) or row number in that file; null where a row sums up a whole file';
comment on column internet_shutdown.provenance is 'how the figure came to be: published, measured, estimated or synthetic';
comment on column internet_shutdown.counts_of is 'what is counted, by whom and on which surface, in words';
comment on column internet_shutdown.country_code is 'ISO 3166 alpha-2 code (XK for Kosovo)';
comment on column internet_shutdown.list_year is 'year of the list that counts the shutdown, which need not be the year in which it began';
comment on column internet_shutdown.started_on is 'first day; null where unknown';
comment on column internet_shutdown.start_precision is 'day, approximate or unknown: how precisely started_on is known';
comment on column internet_shutdown.ended_on is 'last day; null where it went on or is unknown';
comment on column internet_shutdown.shutdown_kind is 'full_network, service_based, both, throttling (slowed down, not cut) or unknown';
comment on column internet_shutdown.reach is 'local (a city, county or village), regional (one state or province), several_regions, national or unknown';
comment on column internet_shutdown.electoral is 'yes, no or unknown: whether the list connects it with an election';
comment on column internet_shutdown.shutdown_ref is 'the list''s own key of the shutdown, or one made from its row where it has none';
comment on column internet_shutdown.known_from_on is 'day from which this was publicly known';
comment on column internet_shutdown.known_from is 'stated (by the source) or assumed (the end of what it speaks of and the usual delay of its source)';
