/*---
title = "Report windows around restriction periods: possible breaches"
family = "restriction"
kind = "built"
since = 2
order_by = ["country_code", "period_id", "known_from_at", "window_kind", "platform", "window_ends_on"]
[values]
provenance = ["published", "measured", "estimated", "synthetic"]
relation = ["before", "inside", "overlaps", "after"]
window_kind = ["yesterday", "last_7_days", "last_30_days", "last_90_days", "lifelong", "week"]
platform = ["facebook", "instagram", "threads", "whatsapp", "messenger", "google", "youtube", "tiktok", "x", "snapchat", "linkedin", "pinterest", "telegram", "reddit", "several", "all", "offline", "other"]
---*/
create table restriction_window (
    country_code varchar not null,
    period_id varchar not null,
    version integer not null,
    known_from_at timestamp,
    superseded_at timestamp,
    window_kind varchar not null,
    window_starts_on date,
    window_ends_on date not null,
    platform varchar not null,
    relation varchar not null,
    days_inside double not null,
    window_days integer,
    row_count bigint not null,
    ad_count bigint,
    currency varchar,
    currency_count bigint not null,
    spend_lower double,
    spend_upper double,
    compared_window_ends_on date,
    days_after_compared integer,
    pages_risen bigint,
    ads_risen bigint,
    pages_new bigint,
    ads_of_new_pages bigint,
    covers_online boolean,
    counts_issue_ads boolean not null,
    possible_breach boolean not null,
    provenance varchar not null,
    source_id integer not null
);
comment on table restriction_window is 'Advertiser report windows of a whole country that touch a restriction period, with the nearest two of each kind before and after it; once for each announcement of the period. What lies inside a period is a possible breach and never a proven one';
comment on column restriction_window.country_code is 'ISO 3166 alpha-2 code';
comment on column restriction_window.period_id is 'key of restriction_period; periods withdrawn or without a date are left out';
comment on column restriction_window.version is 'newest version among the period''s zones from this announcement on';
comment on column restriction_window.known_from_at is 'announcement, UTC, from which the period was known to run as it does in this row; null where it is not dated';
comment on column restriction_window.superseded_at is 'next announcement, UTC, from which it was known otherwise; null where there is none';
comment on column restriction_window.window_kind is 'yesterday, last_7_days, last_30_days, last_90_days or lifelong, as in ad_page; week is a week of advertiser_week';
comment on column restriction_window.window_starts_on is 'first day of the window, Pacific time; null for lifelong';
comment on column restriction_window.window_ends_on is 'last day of the window, Pacific time';
comment on column restriction_window.platform is 'platforms that the report covers; several for the Ad Library';
comment on column restriction_window.relation is 'where the window lies: before the first zone''s start, inside from the first start to the last end of all zones, overlaps one of these, or after the last end; a lifelong window is placed by its last day';
comment on column restriction_window.days_inside is 'days of the window, and parts of days, between that start and that end; its days are Pacific days';
comment on column restriction_window.window_days is 'days of the window; null for lifelong';
comment on column restriction_window.row_count is 'advertiser rows in the window';
comment on column restriction_window.ad_count is 'ads active in the window, summed over its rows; null where a row does not say, and for advertiser_week';
comment on column restriction_window.currency is 'ISO 4217 code of the amounts; null where they are in several, or there are none';
comment on column restriction_window.currency_count is 'currencies of the rows that tell of spend, the same money converted being one; amounts of several are never added up';
comment on column restriction_window.spend_lower is 'sum of the lower bounds of spend, in currency';
comment on column restriction_window.spend_upper is 'sum of the upper bounds of spend, in currency; null where one is open';
comment on column restriction_window.compared_window_ends_on is 'last day of the last window of the same kind and platform wholly before the period; null where there is none within 90 days, and for rules that ads cannot break';
comment on column restriction_window.days_after_compared is 'whole days between the end of that window and the period''s start, which neither window tells of';
comment on column restriction_window.pages_risen is 'pages with more ads than in that window; page 0 is many sellers and no page';
comment on column restriction_window.ads_risen is 'sum of those rises, page 0 among them: at least so many ads were active that were not active then; it may be more, for as many may have stopped';
comment on column restriction_window.pages_new is 'pages among pages_risen that the report of that window does not list';
comment on column restriction_window.ads_of_new_pages is 'ads among ads_risen that are of such pages';
comment on column restriction_window.covers_online is 'whether the rule covers ads online: a platform''s own does, else as its words on media say; null where they leave it open';
comment on column restriction_window.counts_issue_ads is 'true where the report counts ads about social issues along with political ones';
comment on column restriction_window.possible_breach is 'true where the window touches the period and shows what its rule restricts: ads that began or resumed in a ban on new or all political ads; ads or spend in a ban on all political ads and in a silence';
comment on column restriction_window.provenance is 'weakest provenance among the period, the window and the one that it is compared with';
comment on column restriction_window.source_id is 'file of the window, key of source';
