/*---
title = "Advertisers of a transparency report, all time"
family = "ad_transparency"
kind = "fact"
order_by = ["advertiser_id"]
key = ["advertiser_id", "platform", "currency"]
states = ["country_code", "same_money", "spend_lower", "spend_upper", "creative_count"]
[values]
provenance = ["published", "measured", "estimated", "synthetic"]
platform = ["facebook", "instagram", "threads", "whatsapp", "messenger", "google", "youtube", "tiktok", "x", "snapchat", "linkedin", "pinterest", "telegram", "reddit", "several", "all", "offline", "other"]
---*/
create table advertiser (
    source_id integer not null,
    source_row bigint,
    provenance varchar not null,
    counts_of varchar not null,
    advertiser_id varchar not null,
    advertiser_name varchar,
    public_ids varchar,
    regions_stated varchar,
    country_code varchar,
    elections_stated varchar,
    platform varchar not null,
    covers_until_on date,
    creative_count bigint,
    currency varchar not null,
    spend_lower double,
    spend_upper double,
    same_money boolean not null
);
comment on table advertiser is 'One row for each advertiser and currency of a report';
comment on column advertiser.source_id is 'the file this row came from, key of source';
comment on column advertiser.source_row is 'line (delimited files, header is 1) or row number in that file; null where a row sums up a whole file';
comment on column advertiser.provenance is 'how the figure came to be: published, measured, estimated or synthetic';
comment on column advertiser.counts_of is 'what is counted, by whom and on which surface, in words';
comment on column advertiser.advertiser_id is 'identifier as text, 18 to 20 digits after AR';
comment on column advertiser.advertiser_name is 'name as reported';
comment on column advertiser.public_ids is 'registration numbers as reported';
comment on column advertiser.regions_stated is 'countries as stated in one cell; a total over them all, never split among them';
comment on column advertiser.country_code is 'ISO 3166 alpha-2 code where exactly one country is stated, else null';
comment on column advertiser.elections_stated is 'elections as stated';
comment on column advertiser.platform is 'google';
comment on column advertiser.covers_until_on is 'last day that the report covers; null where the bundle does not say';
comment on column advertiser.creative_count is 'ads since the report began';
comment on column advertiser.currency is 'ISO 4217 code of the amounts';
comment on column advertiser.spend_lower is 'lower bound of spend, in currency: 0 means below the floor of the report';
comment on column advertiser.spend_upper is 'upper bound of spend, in currency';
comment on column advertiser.same_money is 'true where rows of other currencies are the same money converted: never add them up';
