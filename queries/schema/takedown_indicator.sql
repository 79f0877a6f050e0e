/*---
title = "Indicators published with a removed network"
family = "influence_operation"
kind = "fact"
order_by = ["takedown_id"]
key = ["takedown_id", "tactic", "technique", "procedure", "indicator_kind", "indicator", "comment", "registered_on"]
states = []
[values]
provenance = ["published", "measured", "estimated", "synthetic"]
indicator_kind = ["domain", "url", "email", "hash", "phone", "handle", "asset_count", "phrase", "other"]
---*/
create table takedown_indicator (
    source_id integer not null,
    source_row bigint,
    provenance varchar not null,
    counts_of varchar not null,
    takedown_id varchar not null,
    tactic varchar,
    technique varchar,
    procedure varchar,
    indicator_kind varchar not null,
    indicator varchar not null,
    comment varchar,
    registered_on date
);
comment on table takedown_indicator is 'Indicators of compromise and of deception; defanged text, never links';
comment on column takedown_indicator.source_id is 'the file this row came from, key of source';
comment on column takedown_indicator.source_row is 'line (delimited files, header is 1) or row number in that file; null where a row sums up a whole file';
comment on column takedown_indicator.provenance is 'how the figure came to be: published, measured, estimated or synthetic';
comment on column takedown_indicator.counts_of is 'what is counted, by whom and on which surface, in words';
comment on column takedown_indicator.takedown_id is 'key of takedown';
comment on column takedown_indicator.tactic is 'phase of the online operations kill chain, as stated';
comment on column takedown_indicator.technique is 'technique, as stated';
comment on column takedown_indicator.procedure is 'procedure, as stated';
comment on column takedown_indicator.indicator_kind is 'domain, url, email, hash, phone, handle, asset_count, phrase or other';
comment on column takedown_indicator.indicator is 'the indicator, defanged as published or by the importer: never a live link';
comment on column takedown_indicator.comment is 'comment of the publisher';
comment on column takedown_indicator.registered_on is 'registration day of a domain where the comment states it';
