/*---
title = "AI labels on ads and content"
family = "ai_label"
kind = "measure"
order_by = ["country_code", "period_ends_on", "metric"]
key = ["scope", "country_code", "period_starts_on", "period_ends_on", "platform", "metric", "item_kind", "label_kind"]
states = ["value", "lower", "upper", "qualifier", "unit", "cell"]
[values]
provenance = ["published", "measured", "estimated", "synthetic"]
scope = ["country", "eu", "world"]
platform = ["facebook", "instagram", "threads", "whatsapp", "messenger", "google", "youtube", "tiktok", "x", "snapchat", "linkedin", "pinterest", "telegram", "reddit", "several", "all", "offline", "other"]
qualifier = ["exact", "about", "more_than", "at_least", "less_than", "at_most", "nearly", "range", "rounded"]
cell = ["observed", "suppressed", "below_threshold"]
---*/
create table ai_label (
    source_id integer not null,
    source_row bigint,
    provenance varchar not null,
    counts_of varchar not null,
    scope varchar not null,
    country_code varchar,
    period_starts_on date not null,
    period_ends_on date not null,
    platform varchar not null,
    item_kind varchar not null,
    label_kind varchar not null,
    metric varchar not null,
    value double,
    lower double,
    upper double,
    qualifier varchar not null,
    unit varchar not null,
    cell varchar not null,
    note varchar
);
comment on table ai_label is 'Counts of items labelled as made or changed with AI, and the share of fact-checked misinformation that was AI';
comment on column ai_label.source_id is 'the file this row came from, key of source';
comment on column ai_label.source_row is 'line (delimited files, header is 1) or row number in that file; null where a row sums up a whole file';
comment on column ai_label.provenance is 'how the figure came to be: published, measured, estimated or synthetic';
comment on column ai_label.counts_of is 'what is counted, by whom and on which surface, in words';
comment on column ai_label.scope is 'whom the figure speaks of: country, eu or world; a world figure is never a country''s';
comment on column ai_label.country_code is 'ISO 3166 alpha-2 code (XK for Kosovo); null unless scope is country';
comment on column ai_label.period_starts_on is 'first day that the figure covers';
comment on column ai_label.period_ends_on is 'last day that the figure covers, included';
comment on column ai_label.platform is 'platform or surface family: facebook, instagram, threads, whatsapp, messenger, google, youtube, tiktok, x, snapchat, linkedin, pinterest, telegram, reddit, several, all, offline or other';
comment on column ai_label.item_kind is 'what carries the label: ad, content or fact_checked_misinformation';
comment on column ai_label.label_kind is 'how it came to be labelled: self_disclosed, detected, metadata or any';
comment on column ai_label.metric is 'what is measured, a snake_case word listed in docs/signals.md or one of the source''s own';
comment on column ai_label.value is 'the figure as stated, in unit; null where only bounds are known or the cell is not observed';
comment on column ai_label.lower is 'smallest value that the statement allows, in unit; null where open';
comment on column ai_label.upper is 'largest value that the statement allows, in unit; null where open';
comment on column ai_label.qualifier is 'how the figure is stated: exact, about, more_than, at_least, less_than, at_most, nearly, range or rounded';
comment on column ai_label.unit is 'unit of value, lower and upper: a plural noun, share (0-1), hours, percentage_points or a currency code';
comment on column ai_label.cell is 'observed, suppressed (withheld, small cell) or below_threshold (the source reports only above a floor)';
comment on column ai_label.note is 'what else the source says of this figure';
