/*---
title = "What this snapshot knows of the figures that the one before it rested on"
parameters = []
[columns]
country_code = "VARCHAR"
signal = "VARCHAR"
measured_on = "DATE"
value = "DOUBLE"
lower = "DOUBLE"
upper = "DOUBLE"
cell = "VARCHAR"
provenance = "VARCHAR"
source_id = "INTEGER"
span_days = "INTEGER"
provisional = "BOOLEAN"
reported_on = "DATE"
fresh_until = "DATE"
---*/
-- As of the day that each figure was of, or the last before it that is still there: one that came
-- since is new, not revised. What had no figure then is told as of that snapshot's last day.
with earlier as (select max(day) as ends_on from previous_score),
asked as (
    -- Days on which any of these figures may stand, so that no other day is read.
    select unnest(generate_series(
        least(
            (select min(measured_on) from previous_part),
            (select ends_on from earlier)
        ),
        (select ends_on from earlier),
        interval 1 day
    ))::date as day
)

select
    reading.country_code, signal, reading.measured_on, reading.value, reading.lower, reading.upper,
    reading.cell, provenance, source_id, reading.span_days, reading.provisional,
    reading.reported_on, reading.fresh_until
from reading_day as reading
inner join asked on asked.day = reading.day
cross join earlier
left join previous_part as part
    on part.country_code = reading.country_code and part.indicator = reading.signal
where
    reading.day >= coalesce(part.measured_on, earlier.ends_on)
    and reading.measured_on <= coalesce(part.measured_on, earlier.ends_on)
qualify
    row_number() over (
        partition by reading.country_code, reading.signal
        order by reading.measured_on desc, reading.day desc
    ) = 1
order by reading.country_code, reading.signal
