/*---
title = "An exercise flag that does not fit the rows"
remedy = "set exercise to true if and only if a row is synthetic"
---*/
with counted as (
    select count(*) as synthetic_rows
    from (
        select provenance from fact
        union all
        select provenance from signal_day
    )
    where provenance = 'synthetic'
)
select
    case when snapshot.exercise then 'it is called an exercise and no row is synthetic'
        else 'it holds synthetic rows and is not called an exercise'
    end as what,
    'snapshot' as table_name,
    null::integer as source_id,
    null::bigint as source_row,
    counted.synthetic_rows::varchar as value
from snapshot
cross join counted
where snapshot.exercise <> (counted.synthetic_rows > 0)
order by what
