/*---
title = "Report windows that disagree with their pages"
remedy = "export ad_window and ad_page from the same report"
---*/
-- Exported tables lie in files of their own, so pages and windows need not share a source.
with pages as (
    select
        country_code, region, platform, window_kind, window_ends_on,
        max(source_id) as source_id,
        count(*) as page_rows,
        case when count(ad_count) = count(*) then sum(ad_count) end as ad_count
    from ad_page
    group by country_code, region, platform, window_kind, window_ends_on
),
windows as (
    select
        country_code, region, platform, window_kind, window_ends_on,
        max(source_id) as source_id,
        sum(page_rows) as page_rows,
        case when count(ad_count) = count(*) then sum(ad_count) end as ad_count
    from ad_window
    group by country_code, region, platform, window_kind, window_ends_on
)
select
    case
        when windows.source_id is null then 'pages of a window that ad_window does not list'
        when coalesce(pages.page_rows, 0) <> windows.page_rows
            then 'ad_window counts other rows than ad_page holds'
        else 'ad_window counts other ads than ad_page holds'
    end as what,
    'ad_window' as table_name,
    coalesce(windows.source_id, pages.source_id) as source_id,
    null::bigint as source_row,
    concat_ws(
        ' ',
        coalesce(windows.country_code, pages.country_code),
        coalesce(windows.region, pages.region),
        coalesce(windows.window_kind, pages.window_kind),
        coalesce(windows.window_ends_on, pages.window_ends_on)
    ) as value
from windows
full join pages
    on pages.country_code = windows.country_code
    and pages.region is not distinct from windows.region
    and pages.platform = windows.platform
    and pages.window_kind = windows.window_kind
    and pages.window_ends_on = windows.window_ends_on
where
    windows.source_id is null
    or coalesce(pages.page_rows, 0) <> windows.page_rows
    or pages.ad_count <> windows.ad_count
order by source_id, value, what
