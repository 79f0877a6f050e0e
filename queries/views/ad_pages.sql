/*---
title = "Pages with the most ads in each country's newest window"
parameters = ["country_code", "as_of"]
[columns]
country_code = "VARCHAR"
window_kind = "VARCHAR"
window_ends_on = "DATE"
page_id = "VARCHAR"
page_name = "VARCHAR"
disclaimer_state = "VARCHAR"
disclaimer = "VARCHAR"
ad_count = "BIGINT"
currency = "VARCHAR"
spend_lower = "DOUBLE"
spend_upper = "DOUBLE"
synthetic = "BOOLEAN"
source_id = "INTEGER"
source_row = "BIGINT"
---*/
with newest as (
    select country_code, window_kind, max(window_ends_on) as window_ends_on
    from ad_page
    where
        region is null
        and window_ends_on <= $as_of
        and ($country_code is null or country_code = $country_code)
    group by country_code, window_kind
)

select
    page.country_code,
    page.window_kind,
    page.window_ends_on,
    page.page_id,
    page.page_name,
    page.disclaimer_state,
    page.disclaimer,
    page.ad_count,
    page.currency,
    page.spend_lower,
    page.spend_upper,
    page.provenance not in ('published', 'measured', 'estimated') as synthetic,
    page.source_id,
    page.source_row
from ad_page as page
inner join newest
    on
        newest.country_code = page.country_code
        and newest.window_kind = page.window_kind
        and newest.window_ends_on = page.window_ends_on
where page.region is null
qualify
    row_number() over (
        partition by page.country_code, page.window_kind
        order by page.ad_count desc, page.spend_upper desc, page.page_id, page.source_row
    ) <= if($country_code is null, 20, 1000)
order by
    page.country_code, page.window_kind, page.ad_count desc, page.spend_upper desc, page.page_id,
    page.source_row
