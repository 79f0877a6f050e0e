/*---
title = "Share of ads that ran without a disclaimer"
family = "ad_transparency"
axis = "harm"
counts = "ads about social issues, elections or politics in the Ad Library report window, one country's whole report"
unit = "share"
form = "share"
lead = 1
judge = { watch = 0.05, alert = 0.2, weight = 2.0, fresh_days = 7 }
formula = "ads of rows whose disclaimer is missing / ads of all rows that report disclaimers; anonymised payers count as labelled. Of each country and platform one kind of window is used: that with most end days, then the shorter of at least 7 days; windows overlap and are never added up. Lifelong totals and regions are left out."
source = "One ad in twenty unlabelled is worth a look, one in five means that readers cannot rely on the label; report windows of 30 days in mid-2025 ran from 6 % to 73 %."
action = "Open the pages with the most unlabelled ads and ask ad review whether enforcement is behind or a disclaimer outage is on."
---*/
with windows as (
    -- The pages are read once; all that follows is about a few rows for each report window.
    select
        country_code,
        platform,
        window_kind,
        window_starts_on,
        window_ends_on,
        disclaimer_state,
        provenance,
        source_id,
        count(ad_count) as counted_rows,
        sum(ad_count) as ad_count,
        count(*) as row_count
    from ad_page
    where region is null
    group by
        country_code,
        platform,
        window_kind,
        window_starts_on,
        window_ends_on,
        disclaimer_state,
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
        case when windows.disclaimer_state = 'missing' then 1 else 0 end as is_part,
        windows.counted_rows,
        windows.ad_count,
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
    where windows.disclaimer_state <> 'not_reported'
)
select
    cast('country' as varchar) as scope,
    cast(country_code as varchar) as country_code,
    cast(day as date) as day,
    cast(period_days as integer) as period_days,
    cast(platform as varchar) as platform,
    cast(case when sum((row_count - counted_rows) * is_part) = 0
        then sum(coalesce(ad_count, 0) * is_part) end as double) as numerator,
    cast(sum(coalesce(ad_count, 0) * is_part) as double) as numerator_lower,
    cast(case when sum((row_count - counted_rows) * is_part) = 0
        then sum(coalesce(ad_count, 0) * is_part) end as double) as numerator_upper,
    cast(case when sum(counted_rows) = sum(row_count) then sum(ad_count) end as double)
        as denominator,
    cast(sum(coalesce(ad_count, 0)) as double) as denominator_lower,
    cast(case when sum(counted_rows) = sum(row_count) then sum(ad_count) end as double)
        as denominator_upper,
    cast('observed' as varchar) as cell,
    cast(case min(strength)
        when 1 then 'synthetic' when 2 then 'estimated' when 3 then 'measured' else 'published'
    end as varchar) as provenance,
    cast(min(source_id) as integer) as source_id,
    cast(sum(row_count) as bigint) as row_count
from listed
group by country_code, day, period_days, platform
order by scope, country_code, day, period_days, platform
