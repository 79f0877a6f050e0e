/*---
title = "A snapshot whose moments contradict each other"
remedy = "correct the window and the moment in snapshot"
---*/
select
    case
        when window_starts_on > window_ends_on then 'the window ends before it begins'
        else 'the window reaches beyond the moment that the snapshot speaks for'
    end as what,
    'snapshot' as table_name,
    null::integer as source_id,
    null::bigint as source_row,
    concat_ws(' ', window_starts_on, window_ends_on, as_of_at) as value
from snapshot
where window_starts_on > window_ends_on or window_ends_on > as_of_at::date
order by what, value
