/*---
title = "Restriction periods that began"
family = "restriction"
axis = "protective"
counts = "periods of electoral silence, advertising bans and publication bans that began, by law, regulator or platform"
unit = "periods"
form = "count"
window_days = 30
fresh_days = 7
formula = "newest version of each period, on the local day on which it begins"
---*/
with newest as (
    select
        country_code,
        starts_local,
        provenance,
        source_id,
        row_number() over (partition by period_id order by version desc) as place
    from restriction_period
),
events as (
    select
        'country' as scope,
        country_code,
        cast(starts_local as date) as day,
        case provenance
            when 'synthetic' then 1 when 'estimated' then 2 when 'measured' then 3 else 4
        end as strength,
        source_id
    from newest
    where place = 1 and starts_local is not null
)
select
    cast(scope as varchar) as scope,
    cast(country_code as varchar) as country_code,
    cast(day as date) as day,
    cast(1 as integer) as period_days,
    cast('offline' as varchar) as platform,
    cast(count(*) as double) as numerator,
    cast(count(*) as double) as numerator_lower,
    cast(count(*) as double) as numerator_upper,
    cast(null as double) as denominator,
    cast(null as double) as denominator_lower,
    cast(null as double) as denominator_upper,
    cast('observed' as varchar) as cell,
    cast(case min(strength)
        when 1 then 'synthetic' when 2 then 'estimated' when 3 then 'measured' else 'published'
    end as varchar) as provenance,
    cast(min(source_id) as integer) as source_id,
    cast(count(*) as bigint) as row_count
from events
group by scope, country_code, day
order by scope, country_code, day, period_days, platform
