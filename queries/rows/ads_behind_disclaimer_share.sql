/*---
title = "Advertiser rows behind the shares of ads, pages and spend without a disclaimer"
parameters = ["country_code", "since", "until"]
[columns]
window_ends_on = "DATE"
window_kind = "VARCHAR"
platform = "VARCHAR"
page_id = "VARCHAR"
page_name = "VARCHAR"
disclaimer = "VARCHAR"
disclaimer_state = "VARCHAR"
ad_count = "BIGINT"
currency = "VARCHAR"
spend_lower = "DOUBLE"
spend_upper = "DOUBLE"
part_in_share = "VARCHAR"
provenance = "VARCHAR"
path = "VARCHAR"
source_row = "BIGINT"
---*/
-- Every window of the country is shown, with what the shares make of each row: they read one kind
-- of window for each platform, and only rows that report disclaimers.
select
    page.window_ends_on,
    page.window_kind,
    page.platform,
    page.page_id,
    page.page_name,
    page.disclaimer,
    page.disclaimer_state,
    page.ad_count,
    page.currency,
    page.spend_lower,
    page.spend_upper,
    case
        when page.region is not null then 'not counted: a region'
        when chosen.source_id is null then 'not counted: another kind of window is read'
        when page.source_id <> chosen.source_id then 'not counted: a later file gives the window'
        when page.disclaimer_state = 'not_reported' then 'not counted: disclaimers not reported'
        when page.disclaimer_state = 'missing' then 'counted as without a disclaimer'
        else 'counted as with a disclaimer'
    end as part_in_share,
    page.provenance,
    source.path,
    page.source_row
from ad_page as page
left join (
    select platform, window_kind, window_ends_on, source_id
    from chosen_window
    where country_code = $country_code
) as chosen
    on chosen.platform = page.platform
    and chosen.window_kind = page.window_kind
    and chosen.window_ends_on = page.window_ends_on
left join source on source.source_id = page.source_id
where
    page.country_code = $country_code
    and page.window_ends_on between $since::date and $until::date
order by
    page.window_ends_on desc, page.window_kind, page.platform, page.ad_count desc, page.page_id,
    page.source_id, page.source_row
