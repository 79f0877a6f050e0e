/*---
title = "Report windows that do not lie where they are said to"
remedy = "build again with this program"
---*/
with dated as (
    select period_id, version
    from restriction_period
    where starts_at is not null and coalesce(withdrawn, false) = false
    group by period_id, version
)
select
    case
        when dated.period_id is null then 'its period is not there, withdrawn or without a date'
        when stored.days_inside > stored.window_days then 'more days are inside than it has'
        when stored.relation in ('before', 'after') and stored.days_inside > 0
            then 'it has days inside and is said to have none'
        when stored.relation = 'inside' and stored.days_inside < stored.window_days
            then 'it has days outside and is said to have none'
        when stored.possible_breach and stored.relation in ('before', 'after')
            then 'it is called a possible breach of a period that it does not touch'
        else 'it is compared with a window that does not end before it'
    end as what,
    'restriction_window' as table_name,
    stored.source_id,
    null::bigint as source_row,
    concat_ws(' ', stored.period_id, stored.version, stored.window_kind, stored.window_ends_on)
        as value
from restriction_window as stored
left join dated on dated.period_id = stored.period_id and dated.version = stored.version
where
    dated.period_id is null
    or stored.days_inside > stored.window_days
    or (stored.relation in ('before', 'after') and stored.days_inside > 0)
    or (stored.relation = 'inside' and stored.days_inside < stored.window_days)
    or (stored.possible_breach and stored.relation in ('before', 'after'))
    or stored.compared_window_ends_on >= stored.window_ends_on
order by stored.source_id, value, what
