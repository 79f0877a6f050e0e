/*---
title = "Rows of a signal that is not listed"
remedy = "build again, or name a signal of the table signal"
---*/
with named as (
    select 'signal_day' as table_name, signal, source_id, null::bigint as source_row
    from signal_day
    union all
    select 'reading_day', signal, source_id, null
    from reading_day
    union all
    select 'expected_day', signal, null, null
    from expected_day
    union all
    select 'alarm', signal, null, null
    from alarm
    union all
    select 'regime_change', signal, source_id, source_row
    from regime_change
    where signal is not null
)
select
    'the table signal does not know this signal' as what,
    named.table_name,
    min(named.source_id) as source_id,
    min(named.source_row) as source_row,
    named.signal as value
from named
left join signal on signal.signal = named.signal
where signal.signal is null
group by named.table_name, named.signal
order by named.table_name, value
