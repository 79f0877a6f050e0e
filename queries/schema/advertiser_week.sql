/*---
title = "Weekly spend of advertisers"
family = "ad_transparency"
kind = "fact"
order_by = ["country_code", "week_starts_on"]
key = ["advertiser_id", "election_cycle", "week_starts_on", "platform", "currency"]
states = ["country_code", "same_money", "spend_lower", "spend_upper"]
[values]
provenance = ["published", "measured", "estimated", "synthetic"]
platform = ["facebook", "instagram", "threads", "whatsapp", "messenger", "google", "youtube", "tiktok", "x", "snapchat", "linkedin", "pinterest", "telegram", "reddit", "several", "all", "offline", "other"]
---*/
create table advertiser_week (
    source_id integer not null,
    source_row bigint,
    provenance varchar not null,
    counts_of varchar not null,
    advertiser_id varchar not null,
    advertiser_name varchar,
    country_code varchar,
    election_cycle varchar,
    week_starts_on date not null,
    platform varchar not null,
    currency varchar not null,
    spend_lower double,
    spend_upper double,
    same_money boolean not null
);
comment on table advertiser_week is 'Spend by advertiser and week';
comment on column advertiser_week.source_id is 'the file this row came from, key of source';
comment on column advertiser_week.source_row is 'line (delimited files, header is 1) or row number in that file; null where a row sums up a whole file';
comment on column advertiser_week.provenance is 'how the figure came to be: published, measured, estimated or synthetic';
comment on column advertiser_week.counts_of is 'what is counted, by whom and on which surface, in words';
comment on column advertiser_week.advertiser_id is 'identifier as text';
comment on column advertiser_week.advertiser_name is 'name as reported';
comment on column advertiser_week.country_code is 'ISO 3166 alpha-2 code where the election cycle or the advertiser names exactly one country';
comment on column advertiser_week.election_cycle is 'election cycle as stated';
comment on column advertiser_week.week_starts_on is 'first day of the week';
comment on column advertiser_week.platform is 'google';
comment on column advertiser_week.currency is 'ISO 4217 code of the amounts';
comment on column advertiser_week.spend_lower is 'lower bound of spend, in currency';
comment on column advertiser_week.spend_upper is 'upper bound of spend, in currency';
comment on column advertiser_week.same_money is 'true where rows of other currencies are the same money converted: never add them up';
