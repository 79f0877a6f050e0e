/*---
title = "Published figures of families without a table of their own"
family = "published"
kind = "measure"
order_by = ["country_code", "period_ends_on", "metric"]
key = ["scope", "country_code", "period_starts_on", "period_ends_on", "platform", "metric", "service", "family", "scope_note", "statement"]
states = ["value", "lower", "upper", "qualifier", "unit", "cell"]
[added]
service = 4
[values]
provenance = ["published", "measured", "estimated", "synthetic"]
scope = ["country", "eu", "world"]
platform = ["facebook", "instagram", "threads", "whatsapp", "messenger", "google", "youtube", "tiktok", "x", "snapchat", "linkedin", "pinterest", "telegram", "reddit", "several", "all", "offline", "other"]
qualifier = ["exact", "about", "more_than", "at_least", "less_than", "at_most", "nearly", "range", "rounded"]
cell = ["observed", "suppressed", "below_threshold"]
---*/
create table published_figure (
    source_id integer not null,
    source_row bigint,
    provenance varchar not null,
    counts_of varchar not null,
    scope varchar not null,
    country_code varchar,
    period_starts_on date not null,
    period_ends_on date not null,
    platform varchar not null,
    service varchar,
    family varchar not null,
    scope_note varchar,
    statement varchar,
    citation varchar,
    metric varchar not null,
    value double,
    lower double,
    upper double,
    qualifier varchar not null,
    unit varchar not null,
    cell varchar not null,
    note varchar
);
comment on table published_figure is 'Figures from reports that no other table holds, each with its qualifier';
comment on column published_figure.source_id is 'the file this row came from, key of source';
comment on column published_figure.source_row is 'line (delimited files, header is 1) or row number in that file; null where a row sums up a whole file';
comment on column published_figure.provenance is 'how the figure came to be: published, measured, estimated or synthetic';
comment on column published_figure.counts_of is 'what is counted, by whom and on which surface, in words';
comment on column published_figure.scope is 'whom the figure speaks of: country, eu or world; a world figure is never a country''s';
comment on column published_figure.country_code is 'ISO 3166 alpha-2 code (XK for Kosovo); null unless scope is country';
comment on column published_figure.period_starts_on is 'first day that the figure covers';
comment on column published_figure.period_ends_on is 'last day that the figure covers, included';
comment on column published_figure.platform is 'platform or surface family: facebook, instagram, threads, whatsapp, messenger, google, youtube, tiktok, x, snapchat, linkedin, pinterest, telegram, reddit, several, all, offline or other';
comment on column published_figure.service is 'service that the figure speaks of as its source names it, such as TikTok or Amazon Store; part of the figure''s key, as several services may be one platform (other); null where platform says it all';
comment on column published_figure.family is 'family that the publisher puts it in';
comment on column published_figure.scope_note is 'what the figure speaks of beyond country and period';
comment on column published_figure.statement is 'what the source counts, in few words';
comment on column published_figure.citation is 'document and section';
comment on column published_figure.metric is 'what is measured, a snake_case word listed in docs/signals.md or one of the source''s own';
comment on column published_figure.value is 'the figure as stated, in unit; null where only bounds are known or the cell is not observed';
comment on column published_figure.lower is 'smallest value that the statement allows, in unit; null where open';
comment on column published_figure.upper is 'largest value that the statement allows, in unit; null where open';
comment on column published_figure.qualifier is 'how the figure is stated: exact, about, more_than, at_least, less_than, at_most, nearly, range or rounded';
comment on column published_figure.unit is 'unit of value, lower and upper: a plural noun, share (0-1), hours, percentage_points or a currency code';
comment on column published_figure.cell is 'observed, suppressed (withheld, small cell) or below_threshold (the source reports only above a floor)';
comment on column published_figure.note is 'what else the source says of this figure';
