/*---
title = "Advertiser report windows"
family = "ad_transparency"
kind = "fact"
order_by = ["country_code", "window_ends_on"]
key = ["country_code", "region", "window_kind", "window_starts_on", "window_ends_on", "platform"]
states = ["currency", "page_rows", "ad_count", "spend_lower", "spend_upper", "disclaimers_reported"]
[values]
provenance = ["published", "measured", "estimated", "synthetic"]
window_kind = ["yesterday", "last_7_days", "last_30_days", "last_90_days", "lifelong"]
platform = ["facebook", "instagram", "threads", "whatsapp", "messenger", "google", "youtube", "tiktok", "x", "snapchat", "linkedin", "pinterest", "telegram", "reddit", "several", "all", "offline", "other"]
---*/
create table ad_window (
    source_id integer not null,
    source_row bigint,
    provenance varchar not null,
    counts_of varchar not null,
    country_code varchar not null,
    region varchar,
    window_kind varchar not null,
    window_starts_on date,
    window_ends_on date not null,
    platform varchar not null,
    currency varchar,
    page_rows bigint not null,
    ad_count bigint,
    spend_lower double,
    spend_upper double,
    disclaimers_reported boolean not null
);
comment on table ad_window is 'One row for each country, region and report window that was imported; windows overlap and are never added up';
comment on column ad_window.source_id is 'the file this row came from, key of source';
comment on column ad_window.source_row is 'line (delimited files, header is 1) or row number in that file; null where a row sums up a whole file';
comment on column ad_window.provenance is 'how the figure came to be: published, measured, estimated or synthetic';
comment on column ad_window.counts_of is 'what is counted, by whom and on which surface, in words';
comment on column ad_window.country_code is 'ISO 3166 alpha-2 code of the report';
comment on column ad_window.region is 'region of the report as the file names it; null is the whole country';
comment on column ad_window.window_kind is 'yesterday, last_7_days, last_30_days, last_90_days or lifelong';
comment on column ad_window.window_starts_on is 'first day of the window, Pacific time; null for lifelong';
comment on column ad_window.window_ends_on is 'last day of the window, Pacific time: the date in the file''s own name';
comment on column ad_window.platform is 'platforms that the report covers; several for the Ad Library';
comment on column ad_window.currency is 'ISO 4217 code of the amounts; null where the report mixes currencies';
comment on column ad_window.page_rows is 'advertiser rows in the window: one page may have several disclaimers';
comment on column ad_window.ad_count is 'ads summed over its rows';
comment on column ad_window.spend_lower is 'sum of the lower bounds of spend, in currency';
comment on column ad_window.spend_upper is 'sum of the upper bounds of spend, in currency';
comment on column ad_window.disclaimers_reported is 'false where the file has no disclaimer column, so nothing can be said of disclaimers';
