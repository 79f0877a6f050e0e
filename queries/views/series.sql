/*---
title = "All signals of one country by day, platforms taken together"
parameters = ["country_code", "since", "until", "platforms"]
[columns]
signal = "VARCHAR"
day = "DATE"
period_days = "INTEGER"
numerator = "DOUBLE"
numerator_lower = "DOUBLE"
numerator_upper = "DOUBLE"
denominator = "DOUBLE"
denominator_lower = "DOUBLE"
denominator_upper = "DOUBLE"
cell = "VARCHAR"
synthetic = "BOOLEAN"
source_id = "INTEGER"
---*/
-- A row of the platform all holds the others of its day and period, so it stands alone, as in
-- build/reading_day.sql.
with taken as (
    select
        signal, day, period_days, numerator, numerator_lower, numerator_upper, denominator,
        denominator_lower, denominator_upper, cell, provenance, source_id
    from signal_day
    where
        country_code = $country_code
        and scope = 'country'
        and day between $since and $until
        and (len($platforms) = 0 or list_contains($platforms, platform))
    qualify
        platform = 'all'
        or count(*) filter (platform = 'all') over (partition by signal, day, period_days) = 0
)

select
    taken.signal,
    taken.day,
    taken.period_days,
    case when count(*) = count(numerator) then
        case judged.combine when 'max' then max(numerator) else sum(numerator) end
    end as numerator,
    case judged.combine when 'max' then max(numerator_lower) else sum(numerator_lower) end
        as numerator_lower,
    case when count(*) = count(numerator_upper) then
        case judged.combine when 'max' then max(numerator_upper) else sum(numerator_upper) end
    end as numerator_upper,
    case when count(*) = count(denominator) then sum(denominator) end as denominator,
    sum(denominator_lower) as denominator_lower,
    case when count(*) = count(denominator_upper) then sum(denominator_upper) end
        as denominator_upper,
    case
        when bool_or(cell = 'observed') then 'observed'
        when bool_or(cell = 'suppressed') then 'suppressed'
        else 'below_threshold'
    end as cell,
    bool_or(provenance not in ('published', 'measured', 'estimated')) as synthetic,
    min(source_id) as source_id
from taken
inner join signal as judged on judged.signal = taken.signal
group by taken.signal, taken.day, taken.period_days, judged.combine
order by taken.signal, taken.day, taken.period_days
