/*---
title = "Regime breaks: when a series stops being comparable"
family = "restriction"
kind = "fact"
order_by = ["country_code", "changed_on"]
key = ["scope", "country_code", "changed_on", "family", "signal", "what"]
states = []
[values]
provenance = ["published", "measured", "estimated", "synthetic"]
scope = ["country", "eu", "world"]
---*/
create table regime_change (
    source_id integer not null,
    source_row bigint,
    provenance varchar not null,
    counts_of varchar not null,
    scope varchar not null,
    country_code varchar,
    changed_on date not null,
    family varchar not null,
    signal varchar,
    what varchar not null,
    citation varchar
);
comment on table regime_change is 'Days on which a law, a policy or a classifier changed what is counted: baselines are cut there';
comment on column regime_change.source_id is 'the file this row came from, key of source';
comment on column regime_change.source_row is 'line (delimited files, header is 1) or row number in that file; null where a row sums up a whole file';
comment on column regime_change.provenance is 'how the figure came to be: published, measured, estimated or synthetic';
comment on column regime_change.counts_of is 'what is counted, by whom and on which surface, in words';
comment on column regime_change.scope is 'country, eu or world';
comment on column regime_change.country_code is 'ISO 3166 alpha-2 code; null unless scope is country';
comment on column regime_change.changed_on is 'first day of the new regime';
comment on column regime_change.family is 'family of signals that it touches; all where it touches every one';
comment on column regime_change.signal is 'the one signal that it touches; null where it touches the whole family';
comment on column regime_change.what is 'what changed, in a few words, as printed on charts';
comment on column regime_change.citation is 'where it is documented';
