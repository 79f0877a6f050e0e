/*---
title = "Spend by place, as a report gives it"
family = "ad_transparency"
kind = "fact"
order_by = ["country_code", "window_ends_on"]
key = ["country_code", "region", "window_kind", "window_starts_on", "window_ends_on", "platform", "currency"]
states = ["same_money", "spend_lower", "spend_upper"]
[values]
provenance = ["published", "measured", "estimated", "synthetic"]
window_kind = ["yesterday", "last_7_days", "last_30_days", "last_90_days", "lifelong"]
platform = ["facebook", "instagram", "threads", "whatsapp", "messenger", "google", "youtube", "tiktok", "x", "snapchat", "linkedin", "pinterest", "telegram", "reddit", "several", "all", "offline", "other"]
---*/
create table ad_location (
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
    currency varchar not null,
    spend_lower double,
    spend_upper double,
    same_money boolean not null
);
comment on table ad_location is 'Spend by country and subdivision as a report states it itself';
comment on column ad_location.source_id is 'the file this row came from, key of source';
comment on column ad_location.source_row is 'line (delimited files, header is 1) or row number in that file; null where a row sums up a whole file';
comment on column ad_location.provenance is 'how the figure came to be: published, measured, estimated or synthetic';
comment on column ad_location.counts_of is 'what is counted, by whom and on which surface, in words';
comment on column ad_location.country_code is 'ISO 3166 alpha-2 code of the report';
comment on column ad_location.region is 'subdivision as the file names it; null is the whole country';
comment on column ad_location.window_kind is 'yesterday, last_7_days, last_30_days, last_90_days or lifelong';
comment on column ad_location.window_starts_on is 'first day of the window, Pacific time; null for lifelong';
comment on column ad_location.window_ends_on is 'last day of the window, Pacific time: the date in the file''s own name';
comment on column ad_location.platform is 'platforms that the report covers; several for the Ad Library';
comment on column ad_location.currency is 'ISO 4217 code of the amounts';
comment on column ad_location.spend_lower is 'lower bound of spend, in currency';
comment on column ad_location.spend_upper is 'upper bound of spend, in currency';
comment on column ad_location.same_money is 'true where rows of other currencies are the same money converted: never add them up';
