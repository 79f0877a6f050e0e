/*---
title = "Ads listed while political ads were banned"
family = "ad_transparency"
axis = "harm"
counts = "ads in an Ad Library report window that lies wholly inside a ban of political ads online, whole days only"
unit = "ads"
form = "count"
combine = "last"
fresh_days = 7
formula = "ads of windows whose every day is covered, in every zone of the period, by a political_ads_ban of the whole country that is a platform's own or whose medium names online, internet, social or all; other windows give no figure. Of each zone the newest version counts that was announced by the end of the window's last day, and none where that version withdraws the ban. Report days are Pacific days, ban days local ones. Of each country and platform one kind of window is used: that with most end days, then the shorter of at least 7 days; windows overlap and are never added up. Lifelong totals and regions are left out."
action = "List the pages whose ads ran inside the ban and ask ad review to stop them or to name the exemption."
---*/
with windows as (
    -- The pages are read once; all that follows is about a few rows for each report window.
    select
        country_code,
        platform,
        window_kind,
        window_starts_on,
        window_ends_on,
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
),
announced as (
    -- The versions of each zone that had been announced by the end of a window, the newest first.
    select
        listed.country_code,
        listed.day,
        listed.period_days,
        ban.period_id,
        ban.starts_local,
        ban.ends_local,
        ban.withdrawn,
        ban.imposed_by,
        lower(ban.medium) as medium,
        row_number() over (
            partition by
                listed.country_code, listed.day, listed.period_days,
                ban.period_id, ban.time_zone, ban.territory
            order by ban.version desc
        ) as place
    from (select distinct country_code, day, period_days from listed) as listed
    inner join restriction_period as ban
        on ban.country_code = listed.country_code
        and ban.rule = 'political_ads_ban'
        and ban.territory is null
        and (ban.known_from_at is null or cast(ban.known_from_at as date) <= listed.day)
),
covered as (
    select
        country_code,
        day,
        period_days,
        case
            when
                date_diff('day', cast(starts_local as date), day)
                >= period_days - case
                    when starts_local = cast(cast(starts_local as date) as timestamp) then 1
                    else 0
                end
                and (ends_local is null or day < cast(ends_local as date))
                then 1
            else 0
        end as is_inside,
        period_id
    from announced
    where
        place = 1
        and coalesce(withdrawn, false) = false
        and (
            imposed_by = 'platform'
            or medium like '%online%'
            or medium like '%internet%'
            or medium like '%social%'
            or medium = 'all'
            or medium like 'all %'
            or medium like '% all %'
            or medium like '% all'
        )
),
banned as (
    select distinct country_code, day, period_days
    from (
        select country_code, day, period_days, period_id
        from covered
        group by country_code, day, period_days, period_id
        having min(is_inside) = 1
    ) as inside
)
select
    cast('country' as varchar) as scope,
    cast(listed.country_code as varchar) as country_code,
    cast(listed.day as date) as day,
    cast(listed.period_days as integer) as period_days,
    cast(listed.platform as varchar) as platform,
    cast(case when sum(counted_rows) = sum(row_count) then sum(ad_count) end as double)
        as numerator,
    cast(sum(coalesce(ad_count, 0)) as double) as numerator_lower,
    cast(case when sum(counted_rows) = sum(row_count) then sum(ad_count) end as double)
        as numerator_upper,
    cast(null as double) as denominator,
    cast(null as double) as denominator_lower,
    cast(null as double) as denominator_upper,
    cast('observed' as varchar) as cell,
    cast(case min(strength)
        when 1 then 'synthetic' when 2 then 'estimated' when 3 then 'measured' else 'published'
    end as varchar) as provenance,
    cast(min(source_id) as integer) as source_id,
    cast(sum(row_count) as bigint) as row_count
from listed
inner join banned
    on banned.country_code = listed.country_code
    and banned.day = listed.day
    and banned.period_days = listed.period_days
group by listed.country_code, listed.day, listed.period_days, listed.platform
order by scope, country_code, day, period_days, platform
