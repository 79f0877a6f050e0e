/*---
title = "Judged signals that stopped: silent for longer than their rhythm allows, or gone since the snapshot before"
parameters = ["as_of", "window_ends_on"]
[columns]
country_code = "VARCHAR"
signal = "VARCHAR"
measured_on = "DATE"
gone = "BOOLEAN"
synthetic = "BOOLEAN"
source = "VARCHAR"
fresh_until = "DATE"
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
        coalesce(reading.reported_on, reading.measured_on) as measured_on,
        false as gone,
        reading.provenance not in ('published', 'measured', 'estimated') as synthetic,
        source.title as source,
        coalesce(reading.fresh_until, reading.measured_on + judged.fresh_days::integer)
            as fresh_until
    from reading_day as reading
    inner join judged on judged.signal = reading.signal
    left join source on source.source_id = reading.source_id
    where
        reading.day = $as_of
        and $as_of::date
        > coalesce(reading.fresh_until, reading.measured_on + judged.fresh_days::integer)
),
gone as (
    select
        earlier.country_code,
        earlier.indicator as signal,
        coalesce(earlier.reported_on, earlier.measured_on) as measured_on,
        true as gone,
        earlier.synthetic,
        null::varchar as source,
        coalesce(earlier.fresh_until, earlier.measured_on + judged.fresh_days::integer)
            as fresh_until
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

select country_code, signal, measured_on, gone, synthetic, source, fresh_until from stale
union all
select country_code, signal, measured_on, gone, synthetic, source, fresh_until from gone
order by country_code, signal
