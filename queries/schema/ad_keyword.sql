/*---
title = "Keywords that political advertisers spent most on"
family = "ad_transparency"
kind = "fact"
order_by = ["country_code", "reported_on", "rank"]
key = ["country_code", "election_cycle", "reported_on", "rank", "currency"]
states = ["keyword", "spend"]
[values]
provenance = ["published", "measured", "estimated", "synthetic"]
---*/
create table ad_keyword (
    source_id integer not null,
    source_row bigint,
    provenance varchar not null,
    counts_of varchar not null,
    country_code varchar,
    election_cycle varchar,
    reported_on date not null,
    rank integer not null,
    keyword varchar not null,
    currency varchar not null,
    spend double
);
comment on table ad_keyword is 'Top keywords by spend at a report date';
comment on column ad_keyword.source_id is 'the file this row came from, key of source';
comment on column ad_keyword.source_row is 'line (delimited files, header is 1) or row number in that file; null where a row sums up a whole file';
comment on column ad_keyword.provenance is 'how the figure came to be: published, measured, estimated or synthetic';
comment on column ad_keyword.counts_of is 'what is counted, by whom and on which surface, in words';
comment on column ad_keyword.country_code is 'ISO 3166 alpha-2 code of the region';
comment on column ad_keyword.election_cycle is 'election cycle as stated';
comment on column ad_keyword.reported_on is 'day of the report';
comment on column ad_keyword.rank is '1 is the most';
comment on column ad_keyword.keyword is 'keyword as reported';
comment on column ad_keyword.currency is 'ISO 4217 code of the amount';
comment on column ad_keyword.spend is 'spend to that day, in currency';
