/*---
title = "Computed figures that are there twice"
remedy = "build again with this program"
---*/
-- Both tables are stored in the order of their keys, so equal rows are neighbours: looking at the
-- rows before needs no memory, however many there are.
with neighbour as (
    select
        'signal_day' as table_name,
        source_id,
        concat_ws(' ', scope, country_code, signal, day, period_days, platform) as value,
        (
            scope = lag(scope, 1) over ()
            and country_code is not distinct from lag(country_code, 1) over ()
            and signal = lag(signal, 1) over ()
            and day = lag(day, 1) over ()
            and period_days = lag(period_days, 1) over ()
            and platform = lag(platform, 1) over ()
        ) or (
            scope = lag(scope, 2) over ()
            and country_code is not distinct from lag(country_code, 2) over ()
            and signal = lag(signal, 2) over ()
            and day = lag(day, 2) over ()
            and period_days = lag(period_days, 2) over ()
            and platform = lag(platform, 2) over ()
        ) as is_twice
    from signal_day
    union all
    select
        'reading_day',
        source_id,
        concat_ws(' ', day, country_code, signal),
        day = lag(day, 1) over ()
        and country_code = lag(country_code, 1) over ()
        and signal = lag(signal, 1) over ()
    from reading_day
)
select
    'several rows say the same thing of the same day' as what,
    table_name,
    source_id,
    null::bigint as source_row,
    value
from neighbour
where is_twice
order by table_name, source_id, value
