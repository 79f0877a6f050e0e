/*---
title = "Ads and spend of each page before, inside and after one restriction period"
parameters = ["as_of", "known_at", "period_id"]
[columns]
country_code = "VARCHAR"
window_kind = "VARCHAR"
platform = "VARCHAR"
window_ends_on = "DATE[]"
relations = "VARCHAR[]"
days_inside = "DOUBLE[]"
touching_count = "BIGINT"
page_count = "BIGINT"
page_id = "VARCHAR"
page_name = "VARCHAR"
ad_counts = "BIGINT[]"
currency = "VARCHAR"
spend_lower = "DOUBLE[]"
spend_upper = "DOUBLE[]"
change = "BIGINT"
synthetic = "BOOLEAN"
---*/
-- At most five windows of one kind in the order of time: the last before, up to three that touch
-- the period, the first after. Lists have one place for each; a page that a report does not list
-- has null there, which is not 0.
with near as (
    select
        country_code, window_kind, platform, window_ends_on, relation, days_inside, source_id,
        compared_window_ends_on
    from restriction_window
    where
        period_id = $period_id
        and window_kind <> 'week'
        and window_ends_on <= $as_of
        and (known_from_at is null or known_from_at <= $known_at)
        and (superseded_at is null or superseded_at > $known_at)
),
kind as (
    -- The kind that has a window inside and one before; of several the one with the most windows.
    select window_kind, platform
    from near
    group by window_kind, platform
    having count(*) filter (relation in ('inside', 'overlaps')) > 0
    order by
        bool_or(relation = 'inside') desc,
        bool_or(relation = 'before') desc,
        window_kind = 'lifelong',
        count(*) filter (relation in ('inside', 'overlaps')) desc,
        window_kind,
        platform
    limit 1
),
ranked as (
    select
        near.country_code, near.window_kind, near.platform, near.window_ends_on, near.relation,
        near.days_inside, near.source_id,
        row_number() over (
            partition by near.relation
            order by
                case when near.relation = 'before' then near.window_ends_on end desc,
                near.window_ends_on
        ) as nearest,
        near.relation in ('inside', 'overlaps') as touches,
        row_number() over (
            partition by near.relation in ('inside', 'overlaps')
            order by near.days_inside desc, near.window_ends_on
        ) as depth,
        count(*) over (partition by near.relation in ('inside', 'overlaps')) as group_count,
        near.days_inside = max(near.days_inside) over () as is_deepest
    from near
    inner join kind
        on kind.window_kind = near.window_kind and kind.platform = near.platform
),
deepest as (
    select count(*) filter (is_deepest) as deepest_count
    from ranked
    where touches
),
chosen as (
    -- Of many windows that lie equally deep: the first, the middle one and the last.
    select
        ranked.country_code, ranked.window_kind, ranked.platform, ranked.window_ends_on,
        ranked.relation, ranked.days_inside, ranked.source_id, ranked.group_count,
        row_number() over (order by ranked.window_ends_on) as place
    from ranked
    cross join deepest
    where
        case
            when not ranked.touches then ranked.nearest = 1
            when deepest.deepest_count > 3
                then ranked.depth in (
                    1, (deepest.deepest_count + 1) // 2, deepest.deepest_count
                )
            else ranked.depth <= 3
        end
),
windows as (
    select
        list(window_ends_on order by place) as window_ends_on,
        list(relation order by place) as relations,
        list(days_inside order by place) as days_inside,
        max(group_count) filter (relation in ('inside', 'overlaps')) as touching_count,
        count(*) as window_count,
        count(*) filter (relation in ('inside', 'overlaps')) as touching
    from chosen
),
entry as (
    select
        page.country_code, page.window_kind, page.platform, page.page_id, chosen.place,
        chosen.relation,
        max(page.page_name) as page_name,
        case when count(page.ad_count) = count(*) then sum(page.ad_count)::bigint end as ad_count,
        min(page.currency) as currency,
        max(page.currency) as last_currency,
        sum(page.spend_lower) as spend_lower,
        case when count(page.spend_upper) = count(*) then sum(page.spend_upper) end as spend_upper,
        bool_or(page.provenance not in ('published', 'measured', 'estimated')) as synthetic
    from ad_page as page
    inner join chosen
        on chosen.country_code = page.country_code
        and chosen.window_ends_on = page.window_ends_on
        and chosen.window_kind = page.window_kind
        and chosen.platform = page.platform
        and chosen.source_id = page.source_id
    where page.region is null
    group by
        page.country_code, page.window_kind, page.platform, page.page_id, chosen.place,
        chosen.relation
),
told as (
    select
        country_code, window_kind, platform, page_id,
        max_by(page_name, place) as page_name,
        [
            max(ad_count) filter (place = 1), max(ad_count) filter (place = 2),
            max(ad_count) filter (place = 3), max(ad_count) filter (place = 4),
            max(ad_count) filter (place = 5)
        ] as ad_counts,
        case when min(currency) = max(last_currency) then min(currency) end as currency,
        [
            max(spend_lower) filter (place = 1), max(spend_lower) filter (place = 2),
            max(spend_lower) filter (place = 3), max(spend_lower) filter (place = 4),
            max(spend_lower) filter (place = 5)
        ] as spend_lower,
        [
            max(spend_upper) filter (place = 1), max(spend_upper) filter (place = 2),
            max(spend_upper) filter (place = 3), max(spend_upper) filter (place = 4),
            max(spend_upper) filter (place = 5)
        ] as spend_upper,
        bool_or(synthetic) as synthetic,
        max(ad_count) filter (relation = 'before') as ads_before,
        max(ad_count) filter (relation in ('inside', 'overlaps')) as most_ads,
        min(ad_count) filter (relation in ('inside', 'overlaps')) as least_ads,
        count(*) filter (relation in ('inside', 'overlaps')) as listed
    from entry
    group by country_code, window_kind, platform, page_id
),
changed as (
    -- How far the ads rose above those before, and fell below; a page not listed shows none.
    select
        told.country_code, told.window_kind, told.platform, told.page_id, told.page_name,
        told.ad_counts, told.currency, told.spend_lower, told.spend_upper, told.synthetic,
        coalesce(told.most_ads, 0) - coalesce(told.ads_before, 0) as rise,
        coalesce(told.ads_before, 0) - case
            when told.listed < windows.touching then 0
            else coalesce(told.least_ads, 0)
        end as fall
    from told
    cross join windows
)
select
    changed.country_code, changed.window_kind, changed.platform, windows.window_ends_on,
    windows.relations, windows.days_inside, windows.touching_count,
    count(*) over () as page_count,
    changed.page_id, changed.page_name,
    changed.ad_counts[1:windows.window_count] as ad_counts,
    changed.currency,
    case when changed.currency is not null
        then changed.spend_lower[1:windows.window_count] end as spend_lower,
    case when changed.currency is not null
        then changed.spend_upper[1:windows.window_count] end as spend_upper,
    case when changed.rise >= changed.fall then changed.rise else -changed.fall end as change,
    changed.synthetic
from changed
cross join windows
-- Rises are what a ban on new ads forbids: small ones are told beside large falls.
qualify
    row_number() over (
        order by greatest(changed.rise, changed.fall) desc, changed.page_id
    ) <= 200
    or row_number() over (order by changed.rise desc, changed.page_id) <= 100
order by greatest(changed.rise, changed.fall) desc, changed.page_id
