/*---
title = "Advertiser rows before, inside and after a restriction period"
parameters = ["period_id"]
[columns]
window_ends_on = "DATE"
window_kind = "VARCHAR"
platform = "VARCHAR"
relation = "VARCHAR"
days_inside = "DOUBLE"
page_id = "VARCHAR"
page_name = "VARCHAR"
disclaimer = "VARCHAR"
disclaimer_state = "VARCHAR"
ad_count = "BIGINT"
currency = "VARCHAR"
spend_lower = "DOUBLE"
spend_upper = "DOUBLE"
part_in_figure = "VARCHAR"
provenance = "VARCHAR"
path = "VARCHAR"
source_row = "BIGINT"
---*/
-- The period as it was announced last. Every row of its windows is shown, with what the figures
-- of possible breaches make of it.
with near as (
    select
        country_code, window_kind, platform, window_ends_on, relation, days_inside, source_id,
        window_ends_on = max(compared_window_ends_on) over (
            partition by window_kind, platform
        ) as is_compared
    from restriction_window
    where period_id = $period_id and superseded_at is null
)
select
    near.window_ends_on,
    near.window_kind,
    near.platform,
    near.relation,
    near.days_inside,
    page.page_id, page.page_name, page.disclaimer, page.disclaimer_state, page.ad_count,
    page.currency, page.spend_lower, page.spend_upper,
    case
        when page.region is not null then 'not counted: a region'
        when page.source_id <> near.source_id then 'not counted: a later file gives the window'
        when near.relation = 'after' then 'not counted: after the period'
        when near.relation <> 'before' then 'counted'
        when near.is_compared then 'counted as what was there before'
        else 'not counted: a later window lies before the period'
    end as part_in_figure,
    page.provenance,
    source.path,
    page.source_row
from near
inner join ad_page as page
    on page.country_code = near.country_code
    and page.window_ends_on = near.window_ends_on
    and page.window_kind = near.window_kind
    and page.platform = near.platform
left join source on source.source_id = page.source_id
order by
    near.window_ends_on, near.window_kind, near.platform, page.ad_count desc, page.page_id,
    page.source_id, page.source_row
