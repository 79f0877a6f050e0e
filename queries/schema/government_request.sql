/*---
title = "Requests of governments"
family = "government_request"
kind = "measure"
order_by = ["country_code", "period_ends_on", "metric"]
key = ["scope", "country_code", "period_starts_on", "period_ends_on", "platform", "metric", "request_kind"]
states = ["value", "lower", "upper", "qualifier", "unit", "cell"]
[values]
provenance = ["published", "measured", "estimated", "synthetic"]
scope = ["country", "eu", "world"]
platform = ["facebook", "instagram", "threads", "whatsapp", "messenger", "google", "youtube", "tiktok", "x", "snapchat", "linkedin", "pinterest", "telegram", "reddit", "several", "all", "offline", "other"]
qualifier = ["exact", "about", "more_than", "at_least", "less_than", "at_most", "nearly", "range", "rounded"]
cell = ["observed", "suppressed", "below_threshold"]
---*/
create table government_request (
    source_id integer not null,
    source_row bigint,
    provenance varchar not null,
    counts_of varchar not null,
    scope varchar not null,
    country_code varchar,
    period_starts_on date not null,
    period_ends_on date not null,
    platform varchar not null,
    request_kind varchar not null,
    metric varchar not null,
    value double,
    lower double,
    upper double,
    qualifier varchar not null,
    unit varchar not null,
    cell varchar not null,
    note varchar
);
comment on table government_request is 'Requests received from governments and how many were complied with';
comment on column government_request.source_id is 'the file this row came from, key of source';
comment on column government_request.source_row is 'line (delimited files, header is 1) or row number in that file; null where a row sums up a whole file';
comment on column government_request.provenance is 'how the figure came to be: published, measured, estimated or synthetic';
comment on column government_request.counts_of is 'what is counted, by whom and on which surface, in words';
comment on column government_request.scope is 'whom the figure speaks of: country, eu or world; a world figure is never a country''s';
comment on column government_request.country_code is 'ISO 3166 alpha-2 code (XK for Kosovo); null unless scope is country';
comment on column government_request.period_starts_on is 'first day that the figure covers';
comment on column government_request.period_ends_on is 'last day that the figure covers, included';
comment on column government_request.platform is 'platform or surface family: facebook, instagram, threads, whatsapp, messenger, google, youtube, tiktok, x, snapchat, linkedin, pinterest, telegram, reddit, several, all, offline or other';
comment on column government_request.request_kind is 'content, data or any; with the requestor where a source counts each by itself, such as content: police';
comment on column government_request.metric is 'what is measured, a snake_case word listed in docs/signals.md or one of the source''s own';
comment on column government_request.value is 'the figure as stated, in unit; null where only bounds are known or the cell is not observed';
comment on column government_request.lower is 'smallest value that the statement allows, in unit; null where open';
comment on column government_request.upper is 'largest value that the statement allows, in unit; null where open';
comment on column government_request.qualifier is 'how the figure is stated: exact, about, more_than, at_least, less_than, at_most, nearly, range or rounded';
comment on column government_request.unit is 'unit of value, lower and upper: a plural noun, share (0-1), hours, percentage_points or a currency code';
comment on column government_request.cell is 'observed, suppressed (withheld, small cell) or below_threshold (the source reports only above a floor)';
comment on column government_request.note is 'what else the source says of this figure';
