/*---
title = "Money spent on ads"
family = "ad_transparency"
axis = "effort"
counts = "spend of all rows of one country's Ad Library report window, in the currency of the report"
unit = "report currency"
form = "money"
combine = "last"
fresh_days = 7
formula = "sums of the lower and of the upper bounds of spend; at most 100 is the interval from 0 to 100. A report in several currencies is left out: they are never added up. Of each country and platform one kind of window is used: that with most end days, then the shorter of at least 7 days; windows overlap and are never added up. Lifelong totals and regions are left out."
---*/
with end_days as (
    select country_code, platform, window_kind, count(distinct window_ends_on) as end_days
    from ad_page
    where region is null and window_kind <> 'lifelong'
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
        page.country_code,
        page.platform,
        page.window_kind,
        page.window_ends_on,
        max(page.source_id) as source_id
    from ad_page as page
    inner join ranked
        on ranked.country_code = page.country_code
        and ranked.platform = page.platform
        and ranked.window_kind = page.window_kind
    where ranked.place = 1 and page.region is null
    group by page.country_code, page.platform, page.window_kind, page.window_ends_on
),
listed as (
    select
        page.country_code,
        page.window_ends_on as day,
        case
            when page.window_starts_on is not null
                then date_diff('day', page.window_starts_on, page.window_ends_on) + 1
            when page.window_kind = 'last_7_days' then 7
            when page.window_kind = 'last_30_days' then 30
            when page.window_kind = 'last_90_days' then 90
            else 1
        end as period_days,
        page.platform,
        page.currency,
        page.spend_lower,
        page.spend_upper,
        case page.provenance
            when 'synthetic' then 1 when 'estimated' then 2 when 'measured' then 3 else 4
        end as strength,
        page.source_id
    from ad_page as page
    inner join chosen
        on chosen.country_code = page.country_code
        and chosen.platform = page.platform
        and chosen.window_kind = page.window_kind
        and chosen.window_ends_on = page.window_ends_on
        and chosen.source_id = page.source_id
    where page.region is null
)
select
    cast('country' as varchar) as scope,
    cast(country_code as varchar) as country_code,
    cast(day as date) as day,
    cast(period_days as integer) as period_days,
    cast(platform as varchar) as platform,
    cast(case
        when count(spend_upper) = count(*) and sum(spend_lower) = sum(spend_upper)
            then sum(spend_lower)
    end as double) as numerator,
    cast(sum(coalesce(spend_lower, 0)) as double) as numerator_lower,
    cast(case when count(spend_upper) = count(*) then sum(spend_upper) end as double)
        as numerator_upper,
    cast(null as double) as denominator,
    cast(null as double) as denominator_lower,
    cast(null as double) as denominator_upper,
    cast('observed' as varchar) as cell,
    cast(case min(strength)
        when 1 then 'synthetic' when 2 then 'estimated' when 3 then 'measured' else 'published'
    end as varchar) as provenance,
    cast(min(source_id) as integer) as source_id,
    cast(count(*) as bigint) as row_count
from listed
group by country_code, day, period_days, platform
having
    count(distinct currency) = 1
    and sum(case when currency is null and spend_upper is not null then 1 else 0 end) = 0
order by scope, country_code, day, period_days, platform
