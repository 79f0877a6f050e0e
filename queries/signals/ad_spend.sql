/*---
title = "Money spent on ads"
family = "ad_transparency"
axis = "effort"
counts = "spend of all rows of one country's Ad Library report window, in one currency"
unit = "each country's own currency"
form = "money"
combine = "last"
fresh_days = 7
formula = "sums of the lower and of the upper bounds of spend; at most 100 is the interval from 0 to 100. A report in several currencies is left out, and of a country only the currency of most end days is counted: currencies are never added up. Of each country and platform one kind of window is used: that with most end days, then the shorter of at least 7 days; windows overlap and are never added up. Lifelong totals and regions are left out."
---*/
with windows as (
    -- The pages are read once; all that follows is about a few rows for each report window.
    select
        country_code,
        platform,
        window_kind,
        window_starts_on,
        window_ends_on,
        currency,
        provenance,
        source_id,
        count(spend_upper) as bounded_rows,
        sum(spend_lower) as spend_lower,
        sum(spend_upper) as spend_upper,
        count(*) as row_count
    from ad_page
    where region is null
    group by
        country_code,
        platform,
        window_kind,
        window_starts_on,
        window_ends_on,
        currency,
        provenance,
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
        max(windows.source_id) as source_id
    from windows
    inner join ranked
        on ranked.country_code = windows.country_code
        and ranked.platform = windows.platform
        and ranked.window_kind = windows.window_kind
    where ranked.place = 1
    group by
        windows.country_code, windows.platform, windows.window_kind, windows.window_ends_on
),
listed as (
    select
        windows.country_code,
        windows.window_ends_on as day,
        case
            when windows.window_starts_on is not null
                then date_diff('day', windows.window_starts_on, windows.window_ends_on) + 1
            when windows.window_kind = 'last_7_days' then 7
            when windows.window_kind = 'last_30_days' then 30
            when windows.window_kind = 'last_90_days' then 90
            else 1
        end as period_days,
        windows.platform,
        windows.currency,
        windows.bounded_rows,
        windows.spend_lower,
        windows.spend_upper,
        case windows.provenance
            when 'synthetic' then 1 when 'estimated' then 2 when 'measured' then 3 else 4
        end as strength,
        windows.source_id,
        windows.row_count
    from windows
    inner join chosen
        on chosen.country_code = windows.country_code
        and chosen.platform = windows.platform
        and chosen.window_kind = windows.window_kind
        and chosen.window_ends_on = windows.window_ends_on
        and chosen.source_id = windows.source_id
),
summed as (
    select
        country_code,
        day,
        period_days,
        platform,
        max(currency) as currency,
        case
            when sum(bounded_rows) = sum(row_count) and sum(spend_lower) = sum(spend_upper)
                then sum(spend_lower)
        end as spend,
        sum(coalesce(spend_lower, 0)) as spend_lower,
        case when sum(bounded_rows) = sum(row_count) then sum(spend_upper) end as spend_upper,
        min(strength) as strength,
        min(source_id) as source_id,
        sum(row_count) as row_count
    from listed
    group by country_code, day, period_days, platform
    having
        count(distinct currency) = 1
        and sum(case when currency is null and bounded_rows > 0 then 1 else 0 end) = 0
),
main_currency as (
    -- Of a country the currency of most days: figures of others are never added to them.
    select
        country_code,
        currency,
        row_number() over (
            partition by country_code
            order by count(distinct day) desc, max(day) desc, currency
        ) as place
    from summed
    group by country_code, currency
)
select
    cast('country' as varchar) as scope,
    cast(summed.country_code as varchar) as country_code,
    cast(summed.day as date) as day,
    cast(summed.period_days as integer) as period_days,
    cast(summed.platform as varchar) as platform,
    cast(summed.spend as double) as numerator,
    cast(summed.spend_lower as double) as numerator_lower,
    cast(summed.spend_upper as double) as numerator_upper,
    cast(null as double) as denominator,
    cast(null as double) as denominator_lower,
    cast(null as double) as denominator_upper,
    cast('observed' as varchar) as cell,
    cast(case summed.strength
        when 1 then 'synthetic' when 2 then 'estimated' when 3 then 'measured' else 'published'
    end as varchar) as provenance,
    cast(summed.source_id as integer) as source_id,
    cast(summed.row_count as bigint) as row_count
from summed
inner join main_currency
    on
        main_currency.country_code = summed.country_code
        and main_currency.currency = summed.currency
where main_currency.place = 1
order by scope, country_code, day, period_days, platform
