/*---
title = "Rows of a source that is not listed"
remedy = "write a row into source for every file, or correct source_id"
---*/
with used as (
    select table_name, source_id, source_row
    from fact
    union all
    select 'signal_day', source_id, null
    from signal_day
    union all
    select 'reading_day', source_id, null
    from reading_day
    union all
    select 'restriction_window', source_id, null
    from restriction_window
)
select
    'its source is not in the table source' as what,
    used.table_name,
    used.source_id,
    min(used.source_row) as source_row,
    count(*)::varchar || ' rows' as value
from used
left join source on source.source_id = used.source_id
where source.source_id is null
group by used.table_name, used.source_id
order by used.table_name, used.source_id
