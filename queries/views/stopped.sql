/*---
title = "Judged signals that stopped: with a last figure that is too old, or with none that the snapshot before had"
parameters = ["as_of", "window_ends_on"]
[columns]
country_code = "VARCHAR"
signal = "VARCHAR"
measured_on = "DATE"
gone = "BOOLEAN"
synthetic = "BOOLEAN"
source = "VARCHAR"
---*/
-- A reading is kept for 60 days after it is stale; what ended before that has long been told. What
-- the snapshot before knew can be missed on the last day alone, the one that it is compared on.
with judged as (
    select signal, fresh_days
    from signal
    where weight is not null
),
stale as (
    select
        reading.country_code,
        reading.signal,
        reading.measured_on,
        false as gone,
        reading.provenance not in ('published', 'measured', 'estimated') as synthetic,
        source.title as source
    from reading_day as reading
    inner join judged on judged.signal = reading.signal
    left join source on source.source_id = reading.source_id
    where
        reading.day = $as_of
        and $as_of::date - reading.measured_on > judged.fresh_days
),
gone as (
    select
        earlier.country_code,
        earlier.indicator as signal,
        earlier.measured_on,
        true as gone,
        earlier.synthetic,
        null::varchar as source
    from previous_part as earlier
    inner join judged on judged.signal = earlier.indicator
    left join reading_day as today
        on
            today.day = $as_of
            and today.country_code = earlier.country_code
            and today.signal = earlier.indicator
    where
        $as_of = $window_ends_on
        and earlier.knowledge <> 'no_data'
        and $as_of::date - earlier.measured_on between 0 and judged.fresh_days + 60
        and today.signal is null
)

select country_code, signal, measured_on, gone, synthetic, source from stale
union all
select country_code, signal, measured_on, gone, synthetic, source from gone
order by country_code, signal
