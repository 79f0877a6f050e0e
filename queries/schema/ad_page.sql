/*---
title = "Ads and spend of each page and disclaimer in a window"
family = "ad_transparency"
kind = "fact"
order_by = ["country_code", "window_ends_on", "window_kind", "page_id"]
key = ["country_code", "region", "window_kind", "window_starts_on", "window_ends_on", "platform", "page_id", "page_name", "disclaimer", "disclaimer_state", "currency", "spend_lower", "spend_upper", "ad_count"]
states = []
[values]
provenance = ["published", "measured", "estimated", "synthetic"]
window_kind = ["yesterday", "last_7_days", "last_30_days", "last_90_days", "lifelong"]
platform = ["facebook", "instagram", "threads", "whatsapp", "messenger", "google", "youtube", "tiktok", "x", "snapchat", "linkedin", "pinterest", "telegram", "reddit", "several", "all", "offline", "other"]
disclaimer_state = ["named", "missing", "anonymised", "not_reported"]
---*/
create table ad_page (
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
    page_id varchar not null,
    page_name varchar,
    disclaimer varchar,
    disclaimer_state varchar not null,
    currency varchar,
    spend_lower double,
    spend_upper double,
    ad_count bigint
);
comment on table ad_page is 'Advertiser rows of report windows: what one page spent and ran under one disclaimer';
comment on column ad_page.source_id is 'the file this row came from, key of source';
comment on column ad_page.source_row is 'line (delimited files, header is 1) or row number in that file; null where a row sums up a whole file';
comment on column ad_page.provenance is 'how the figure came to be: published, measured, estimated or synthetic';
comment on column ad_page.counts_of is 'what is counted, by whom and on which surface, in words';
comment on column ad_page.country_code is 'ISO 3166 alpha-2 code of the report';
comment on column ad_page.region is 'region of the report as the file names it; null is the whole country';
comment on column ad_page.window_kind is 'yesterday, last_7_days, last_30_days, last_90_days or lifelong';
comment on column ad_page.window_starts_on is 'first day of the window, Pacific time; null for lifelong';
comment on column ad_page.window_ends_on is 'last day of the window, Pacific time: the date in the file''s own name';
comment on column ad_page.platform is 'platforms that the report covers; several for the Ad Library';
comment on column ad_page.page_id is 'page identifier as text, up to 20 digits; 0 stands for many unrelated sellers';
comment on column ad_page.page_name is 'name of the page as reported';
comment on column ad_page.disclaimer is 'disclaimer as reported; null where there was none or the file does not report it';
comment on column ad_page.disclaimer_state is 'named, missing (ran without a disclaimer), anonymised (payer withheld by the platform for safety) or not_reported';
comment on column ad_page.currency is 'ISO 4217 code of the amounts';
comment on column ad_page.spend_lower is 'lower bound of spend in the window, in currency: 0 where the report says at most 100';
comment on column ad_page.spend_upper is 'upper bound of spend in the window, in currency';
comment on column ad_page.ad_count is 'ads in the library in that window';
