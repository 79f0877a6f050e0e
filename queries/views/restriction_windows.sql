/*---
title = "Report windows around restriction periods, as announced by a moment"
parameters = ["as_of", "known_at", "country_code", "period_id"]
[columns]
country_code = "VARCHAR"
period_id = "VARCHAR"
known_from_at = "TIMESTAMP"
window_kind = "VARCHAR"
window_starts_on = "DATE"
window_ends_on = "DATE"
platform = "VARCHAR"
relation = "VARCHAR"
days_inside = "DOUBLE"
window_days = "INTEGER"
row_count = "BIGINT"
ad_count = "BIGINT"
currency = "VARCHAR"
currency_count = "BIGINT"
spend_lower = "DOUBLE"
spend_upper = "DOUBLE"
compared_window_ends_on = "DATE"
days_after_compared = "INTEGER"
pages_risen = "BIGINT"
ads_risen = "BIGINT"
pages_new = "BIGINT"
ads_of_new_pages = "BIGINT"
covers_online = "BOOLEAN"
counts_issue_ads = "BOOLEAN"
possible_breach = "BOOLEAN"
synthetic = "BOOLEAN"
source_title = "VARCHAR"
---*/
-- Of one period all its windows; else those that may show a breach, and of all countries together
-- the one of each period and kind that lies deepest inside.
select
    near.country_code, near.period_id, near.known_from_at, near.window_kind, near.window_starts_on,
    near.window_ends_on, near.platform, near.relation, near.days_inside, near.window_days,
    near.row_count, near.ad_count, near.currency, near.currency_count, near.spend_lower,
    near.spend_upper, near.compared_window_ends_on, near.days_after_compared, near.pages_risen,
    near.ads_risen, near.pages_new, near.ads_of_new_pages, near.covers_online,
    near.counts_issue_ads, near.possible_breach,
    near.provenance not in ('published', 'measured', 'estimated') as synthetic,
    coalesce(source.title, source.path, '') as source_title
from restriction_window as near
left join source on source.source_id = near.source_id
where
    near.window_ends_on <= $as_of
    and (near.known_from_at is null or near.known_from_at <= $known_at)
    and (near.superseded_at is null or near.superseded_at > $known_at)
    and case
        when $period_id is not null then near.period_id = $period_id
        when $country_code is not null then near.country_code = $country_code
        else true
    end
    and ($period_id is not null or near.possible_breach)
qualify
    $period_id is not null
    or $country_code is not null
    or row_number() over (
        partition by near.period_id, near.window_kind, near.platform
        order by near.days_inside desc, near.window_ends_on desc
    ) = 1
order by
    near.country_code, near.period_id, near.window_kind, near.platform, near.window_ends_on
