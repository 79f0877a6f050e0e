/*---
title = "Political violence by country and period"
family = "political_violence"
kind = "measure"
since = 5
order_by = ["country_code", "period_ends_on", "metric"]
key = ["scope", "country_code", "period_starts_on", "period_ends_on", "platform", "metric", "event_kind", "publisher"]
states = ["value", "lower", "upper", "qualifier", "unit", "cell"]
[values]
provenance = ["published", "measured", "estimated", "synthetic"]
scope = ["country", "eu", "world"]
platform = ["facebook", "instagram", "threads", "whatsapp", "messenger", "google", "youtube", "tiktok", "x", "snapchat", "linkedin", "pinterest", "telegram", "reddit", "several", "all", "offline", "other"]
event_kind = ["demonstrations", "civilian_targeting"]
qualifier = ["exact", "about", "more_than", "at_least", "less_than", "at_most", "nearly", "range", "rounded"]
cell = ["observed", "suppressed", "below_threshold"]
known_from = ["stated", "assumed"]
---*/
create table political_violence (
    source_id integer not null,
    source_row bigint,
    provenance varchar not null,
    counts_of varchar not null,
    scope varchar not null,
    country_code varchar,
    period_starts_on date not null,
    period_ends_on date not null,
    platform varchar not null,
    publisher varchar not null,
    event_kind varchar,
    metric varchar not null,
    value double,
    lower double,
    upper double,
    qualifier varchar not null,
    unit varchar not null,
    cell varchar not null,
    note varchar,
    known_from_on date not null,
    known_from varchar not null
);
comment on table political_violence is 'Events of political violence and people killed, counted by country and period';
comment on column political_violence.source_id is 'the file this row came from, key of source';
comment on column political_violence.source_row is 'line (delimited files, header is 1) or row number in that file; null where a row sums up a whole file';
comment on column political_violence.provenance is 'how the figure came to be: published, measured, estimated or synthetic';
comment on column political_violence.counts_of is 'what is counted, by whom and on which surface, in words';
comment on column political_violence.scope is 'whom the figure speaks of: country, eu or world; a world figure is never a country''s';
comment on column political_violence.country_code is 'ISO 3166 alpha-2 code (XK for Kosovo); null unless scope is country';
comment on column political_violence.period_starts_on is 'first day that the figure covers';
comment on column political_violence.period_ends_on is 'last day that the figure covers, included';
comment on column political_violence.platform is 'offline: the violence is none of a platform; any other word of the list where a source speaks of one';
comment on column political_violence.publisher is 'who counted: acled, ucdp or another; counts of two publishers are never added up';
comment on column political_violence.event_kind is 'demonstrations or civilian_targeting where only these are counted; null where all political violence is';
comment on column political_violence.metric is 'what is measured, a snake_case word listed in docs/signals.md or one of the source''s own';
comment on column political_violence.value is 'the figure as stated, in unit; null where only bounds are known or the cell is not observed';
comment on column political_violence.lower is 'smallest value that the statement allows, in unit; null where open';
comment on column political_violence.upper is 'largest value that the statement allows, in unit; null where open';
comment on column political_violence.qualifier is 'how the figure is stated: exact, about, more_than, at_least, less_than, at_most, nearly, range or rounded';
comment on column political_violence.unit is 'unit of value, lower and upper: a plural noun, share (0-1), hours, percentage_points or a currency code';
comment on column political_violence.cell is 'observed, suppressed (withheld, small cell) or below_threshold (the source reports only above a floor)';
comment on column political_violence.note is 'what else the source says of this figure';
comment on column political_violence.known_from_on is 'day from which this was publicly known';
comment on column political_violence.known_from is 'stated (by the source) or assumed (the end of what it speaks of and the usual delay of its source)';
