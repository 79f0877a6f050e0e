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
with announced as (
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
    from (
        select distinct country_code, day, period_days
        from listed_ads
        where among = 'all'
    ) as listed
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
    listed.scope, listed.country_code, listed.day, listed.period_days, listed.platform,
    listed.numerator, listed.numerator_lower, listed.numerator_upper, listed.denominator,
    listed.denominator_lower, listed.denominator_upper, listed.cell, listed.provenance,
    listed.source_id, listed.row_count
from listed_ads as listed
inner join banned
    on banned.country_code = listed.country_code
    and banned.day = listed.day
    and banned.period_days = listed.period_days
where listed.among = 'all'
order by scope, country_code, day, period_days, platform
