/*---
title = "Countries that a removed network came from"
family = "influence_operation"
kind = "fact"
order_by = ["takedown_id", "country_code"]
key = ["takedown_id", "country_code", "as_stated", "basis"]
states = []
[values]
provenance = ["published", "measured", "estimated", "synthetic"]
basis = ["stated", "file_name", "inferred"]
---*/
create table takedown_origin (
    source_id integer not null,
    source_row bigint,
    provenance varchar not null,
    counts_of varchar not null,
    takedown_id varchar not null,
    country_code varchar,
    as_stated varchar not null,
    basis varchar not null
);
comment on table takedown_origin is 'Countries the network was run from, one row each; a network may have several, so sums over countries exceed the number of networks';
comment on column takedown_origin.source_id is 'the file this row came from, key of source';
comment on column takedown_origin.source_row is 'line (delimited files, header is 1) or row number in that file; null where a row sums up a whole file';
comment on column takedown_origin.provenance is 'how the figure came to be: published, measured, estimated or synthetic';
comment on column takedown_origin.counts_of is 'what is counted, by whom and on which surface, in words';
comment on column takedown_origin.takedown_id is 'key of takedown';
comment on column takedown_origin.country_code is 'ISO 3166 alpha-2 code of a country the network was run from; null where the stated place is no country';
comment on column takedown_origin.as_stated is 'the place in the source''s words';
comment on column takedown_origin.basis is 'stated (the announcement says so), file_name or inferred (from indicator comments)';
