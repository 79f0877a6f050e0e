/*---
title = "Crisis designations and the levers used"
family = "crisis"
kind = "measure"
order_by = ["country_code", "period_ends_on", "metric"]
key = ["scope", "country_code", "period_starts_on", "period_ends_on", "platform", "metric", "lever"]
states = ["value", "lower", "upper", "qualifier", "unit", "cell"]
[values]
provenance = ["published", "measured", "estimated", "synthetic"]
scope = ["country", "eu", "world"]
platform = ["facebook", "instagram", "threads", "whatsapp", "messenger", "google", "youtube", "tiktok", "x", "snapchat", "linkedin", "pinterest", "telegram", "reddit", "several", "all", "offline", "other"]
qualifier = ["exact", "about", "more_than", "at_least", "less_than", "at_most", "nearly", "range", "rounded"]
cell = ["observed", "suppressed", "below_threshold"]
---*/
create table crisis (
    source_id integer not null,
    source_row bigint,
    provenance varchar not null,
    counts_of varchar not null,
    scope varchar not null,
    country_code varchar,
    period_starts_on date not null,
    period_ends_on date not null,
    platform varchar not null,
    lever varchar,
    metric varchar not null,
    value double,
    lower double,
    upper double,
    qualifier varchar not null,
    unit varchar not null,
    cell varchar not null,
    note varchar
);
comment on table crisis is 'Situations designated under a crisis protocol and the measures taken';
comment on column crisis.source_id is 'the file this row came from, key of source';
comment on column crisis.source_row is 'line (delimited files, header is 1) or row number in that file; null where a row sums up a whole file';
comment on column crisis.provenance is 'how the figure came to be: published, measured, estimated or synthetic';
comment on column crisis.counts_of is 'what is counted, by whom and on which surface, in words';
comment on column crisis.scope is 'whom the figure speaks of: country, eu or world; a world figure is never a country''s';
comment on column crisis.country_code is 'ISO 3166 alpha-2 code (XK for Kosovo); null unless scope is country';
comment on column crisis.period_starts_on is 'first day that the figure covers';
comment on column crisis.period_ends_on is 'last day that the figure covers, included';
comment on column crisis.platform is 'platform or surface family: facebook, instagram, threads, whatsapp, messenger, google, youtube, tiktok, x, snapchat, linkedin, pinterest, telegram, reddit, several, all, offline or other';
comment on column crisis.lever is 'policy, product, people or designation; null where not stated';
comment on column crisis.metric is 'what is measured, a snake_case word listed in docs/signals.md or one of the source''s own';
comment on column crisis.value is 'the figure as stated, in unit; null where only bounds are known or the cell is not observed';
comment on column crisis.lower is 'smallest value that the statement allows, in unit; null where open';
comment on column crisis.upper is 'largest value that the statement allows, in unit; null where open';
comment on column crisis.qualifier is 'how the figure is stated: exact, about, more_than, at_least, less_than, at_most, nearly, range or rounded';
comment on column crisis.unit is 'unit of value, lower and upper: a plural noun, share (0-1), hours, percentage_points or a currency code';
comment on column crisis.cell is 'observed, suppressed (withheld, small cell) or below_threshold (the source reports only above a floor)';
comment on column crisis.note is 'what else the source says of this figure';
