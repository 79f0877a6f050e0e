/*---
title = "Share of spend on ads that ran without a disclaimer"
family = "ad_transparency"
axis = "harm"
counts = "money spent on ads about social issues, elections or politics in the Ad Library report window, one country's whole report"
unit = "share"
form = "share"
judge = { watch = 0.02, alert = 0.1, weight = 1.0, fresh_days = 7 }
formula = "spend of rows whose disclaimer is missing / spend of all rows that report disclaimers, both as intervals, in the one currency of the report; a report in several currencies is left out. Of each country and platform one kind of window is used: that with most end days, then the shorter of at least 7 days; windows overlap and are never added up. Lifelong totals and regions are left out."
source = "Unlabelled ads are mostly small: their share of spend was 1 to 20 % where their share of ads was 6 to 73 %, so the thresholds lie lower; weight 1 because small amounts are known only as intervals."
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
        case when page.disclaimer_state = 'missing' then 1 else 0 end as is_part,
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
        and page.disclaimer_state <> 'not_reported'
),
summed as (
    select
        country_code,
        day,
        period_days,
        platform,
        sum(coalesce(spend_lower, 0) * is_part) as part_lower,
        case when sum(case when spend_upper is null then is_part else 0 end) = 0
            then sum(coalesce(spend_upper, 0) * is_part) end as part_upper,
        sum(coalesce(spend_lower, 0)) as whole_lower,
        case when count(spend_upper) = count(*) then sum(spend_upper) end as whole_upper,
        min(strength) as strength,
        min(source_id) as source_id,
        count(*) as row_count
    from listed
    group by country_code, day, period_days, platform
    having
        count(distinct currency) = 1
        and sum(case when currency is null and spend_upper is not null then 1 else 0 end) = 0
)
select
    cast('country' as varchar) as scope,
    cast(country_code as varchar) as country_code,
    cast(day as date) as day,
    cast(period_days as integer) as period_days,
    cast(platform as varchar) as platform,
    cast(case when part_lower = part_upper then part_lower end as double) as numerator,
    cast(part_lower as double) as numerator_lower,
    cast(part_upper as double) as numerator_upper,
    cast(case when whole_lower = whole_upper then whole_lower end as double) as denominator,
    cast(whole_lower as double) as denominator_lower,
    cast(whole_upper as double) as denominator_upper,
    cast('observed' as varchar) as cell,
    cast(case strength
        when 1 then 'synthetic' when 2 then 'estimated' when 3 then 'measured' else 'published'
    end as varchar) as provenance,
    cast(source_id as integer) as source_id,
    cast(row_count as bigint) as row_count
from summed
order by scope, country_code, day, period_days, platform
