/*---
title = "Restriction periods that began"
family = "restriction"
axis = "protective"
counts = "periods of electoral silence, advertising bans and publication bans that began, by law, regulator or platform"
unit = "periods"
form = "count"
window_days = 30
events = true
fresh_days = 7
formula = "each period once, on the local day on which its first zone begins, or on the day (UTC) on which it was announced where that is later; a version of a zone counts unless another was announced by that day, and not where it withdraws the period"
---*/
with version as (
    select
        country_code,
        period_id,
        version,
        time_zone,
        territory,
        case
            when cast(known_from_at as date) > cast(starts_local as date)
                then cast(known_from_at as date)
            else cast(starts_local as date)
        end as day,
        withdrawn,
        provenance,
        source_id
    from restriction_period
),
begun as (
    select
        version.country_code,
        version.period_id,
        version.day,
        version.provenance,
        version.source_id
    from version
    left join restriction_period as later
        on later.period_id = version.period_id
        and later.time_zone = version.time_zone
        and coalesce(later.territory, '') = coalesce(version.territory, '')
        and later.version > version.version
        and (later.known_from_at is null or cast(later.known_from_at as date) <= version.day)
    where
        version.day is not null
        and coalesce(version.withdrawn, false) = false
        and later.period_id is null
),
events as (
    select
        'country' as scope,
        country_code,
        min(day) as day,
        min(case provenance
            when 'synthetic' then '1 synthetic' when 'estimated' then '2 estimated'
            when 'measured' then '3 measured' else '4 published'
        end) as ranked_provenance,
        min(source_id) as source_id
    from begun
    group by country_code, period_id
)
select
    scope, country_code, day, cast(1 as integer) as period_days, 'offline' as platform,
    cast(count(*) as double) as numerator, cast(count(*) as double) as numerator_lower,
    cast(count(*) as double) as numerator_upper,
    cast(null as double) as denominator, cast(null as double) as denominator_lower,
    cast(null as double) as denominator_upper, 'observed' as cell,
    substr(min(ranked_provenance), 3) as provenance, min(source_id) as source_id,
    count(*) as row_count
from events
group by scope, country_code, day
order by scope, country_code, day, period_days, platform
