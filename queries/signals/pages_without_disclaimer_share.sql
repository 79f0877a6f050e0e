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
with page as (
    -- Numbers but for one text: this is the one step with as many groups as pages.
    select
        chosen.window_number,
        coalesce(
            date_diff('day', listed.window_starts_on, listed.window_ends_on) + 1,
            case listed.window_kind
                when 'last_7_days' then 7 when 'last_30_days' then 30 when 'last_90_days' then 90
                else 1
            end
        ) as period_days,
        max(case listed.disclaimer_state when 'missing' then 1 else 0 end) as is_part,
        min(case listed.provenance
            when 'synthetic' then 1 when 'estimated' then 2 when 'measured' then 3 else 4
        end) as strength,
        count(*) as row_count
    from ad_page as listed
    inner join chosen_window as chosen
        on chosen.country_code = listed.country_code
        and chosen.platform = listed.platform
        and chosen.window_kind = listed.window_kind
        and chosen.window_ends_on = listed.window_ends_on
        and chosen.source_id = listed.source_id
    where
        listed.region is null
        and listed.disclaimer_state <> 'not_reported'
        and listed.page_id <> '0'
    group by chosen.window_number, period_days, listed.page_id
),
summed as (
    select
        window_number,
        period_days,
        cast(sum(is_part) as double) as part,
        cast(count(*) as double) as whole,
        min(strength) as strength,
        sum(row_count) as row_count
    from page
    group by window_number, period_days
)
select
    'country' as scope,
    chosen.country_code,
    chosen.window_ends_on as day,
    cast(summed.period_days as integer) as period_days,
    chosen.platform,
    summed.part as numerator, summed.part as numerator_lower, summed.part as numerator_upper,
    summed.whole as denominator, summed.whole as denominator_lower,
    summed.whole as denominator_upper,
    'observed' as cell,
    case summed.strength
        when 1 then 'synthetic' when 2 then 'estimated' when 3 then 'measured' else 'published'
    end as provenance,
    chosen.source_id,
    cast(summed.row_count as bigint) as row_count
from summed
inner join chosen_window as chosen on chosen.window_number = summed.window_number
order by scope, country_code, day, period_days, platform
