/*---
title = "Share of pages that ran an ad without a disclaimer"
family = "ad_transparency"
axis = "harm"
counts = "pages in the Ad Library report window that ran at least one ad without a disclaimer; page id 0, many unrelated sellers, is no page"
unit = "share"
form = "share"
fresh_days = 7
formula = "pages with at least one row whose disclaimer is missing / pages with a row that reports disclaimers. Of each country and platform one kind of window is used: that with most end days, then the shorter of at least 7 days; windows overlap and are never added up. Lifelong totals and regions are left out."
action = "Open the pages without a disclaimer and ask ad review whether one network or many small sellers stand behind them."
---*/
with windows as (
    select
        country_code,
        platform,
        window_kind,
        window_ends_on,
        source_id
    from ad_page
    where region is null
    group by
        country_code,
        platform,
        window_kind,
        window_ends_on,
        source_id
),
end_days as (
    select country_code, platform, window_kind, count(distinct window_ends_on) as end_days
    from windows
    where window_kind <> 'lifelong'
    group by country_code, platform, window_kind
),
ranked as (
    select
        country_code,
        platform,
        window_kind,
        row_number() over (
            partition by country_code, platform
            order by
                end_days desc,
                case window_kind
                    when 'last_7_days' then 1
                    when 'last_30_days' then 2
                    when 'last_90_days' then 3
                    else 4
                end
        ) as place
    from end_days
),
chosen as (
    select
        windows.country_code,
        windows.platform,
        windows.window_kind,
        windows.window_ends_on,
        max(windows.source_id) as source_id,
        row_number() over (
            order by windows.country_code, windows.platform, windows.window_ends_on
        ) as window_number
    from windows
    inner join ranked
        on ranked.country_code = windows.country_code
        and ranked.platform = windows.platform
        and ranked.window_kind = windows.window_kind
    where ranked.place = 1
    group by
        windows.country_code, windows.platform, windows.window_kind, windows.window_ends_on
),
pages as (
    -- Grouped by numbers and one text: this is the one step with as many groups as pages.
    select
        chosen.window_number,
        case
            when page.window_starts_on is not null
                then date_diff('day', page.window_starts_on, page.window_ends_on) + 1
            when page.window_kind = 'last_7_days' then 7
            when page.window_kind = 'last_30_days' then 30
            when page.window_kind = 'last_90_days' then 90
            else 1
        end as period_days,
        page.page_id,
        max(case when page.disclaimer_state = 'missing' then 1 else 0 end) as is_part,
        min(case page.provenance
            when 'synthetic' then 1 when 'estimated' then 2 when 'measured' then 3 else 4
        end) as strength,
        count(*) as row_count
    from ad_page as page
    inner join chosen
        on chosen.country_code = page.country_code
        and chosen.platform = page.platform
        and chosen.window_kind = page.window_kind
        and chosen.window_ends_on = page.window_ends_on
        and chosen.source_id = page.source_id
    where page.region is null
        and page.disclaimer_state <> 'not_reported'
        and page.page_id <> '0'
    group by chosen.window_number, period_days, page.page_id
),
summed as (
    select
        window_number,
        period_days,
        sum(is_part) as part,
        count(*) as whole,
        min(strength) as strength,
        sum(row_count) as row_count
    from pages
    group by window_number, period_days
)
select
    cast('country' as varchar) as scope,
    cast(chosen.country_code as varchar) as country_code,
    cast(chosen.window_ends_on as date) as day,
    cast(summed.period_days as integer) as period_days,
    cast(chosen.platform as varchar) as platform,
    cast(summed.part as double) as numerator,
    cast(summed.part as double) as numerator_lower,
    cast(summed.part as double) as numerator_upper,
    cast(summed.whole as double) as denominator,
    cast(summed.whole as double) as denominator_lower,
    cast(summed.whole as double) as denominator_upper,
    cast('observed' as varchar) as cell,
    cast(case summed.strength
        when 1 then 'synthetic' when 2 then 'estimated' when 3 then 'measured' else 'published'
    end as varchar) as provenance,
    cast(chosen.source_id as integer) as source_id,
    cast(summed.row_count as bigint) as row_count
from summed
inner join chosen on chosen.window_number = summed.window_number
order by scope, country_code, day, period_days, platform
