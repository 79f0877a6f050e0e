/*---
title = "Versions of a restriction period with gaps"
remedy = "number the versions of a period 1, 2, 3 as they became known, in each zone and territory"
---*/
with counted as (
    select
        period_id,
        time_zone,
        territory,
        max(source_id) as source_id,
        min(version) as first_version,
        max(version) as last_version,
        count(distinct version) as versions
    from restriction_period
    group by period_id, time_zone, territory
),
placed as (
    select period_id, max(source_id) as source_id
    from restriction_period
    group by period_id
    having count(distinct country_code) > 1
)
select
    'the versions of a period do not run from 1 without a gap' as what,
    'restriction_period' as table_name,
    source_id,
    null::bigint as source_row,
    concat_ws(' ', period_id, time_zone, territory) as value
from counted
where first_version <> 1 or last_version <> versions
union all
select
    'the versions of a period name several countries' as what,
    'restriction_period' as table_name,
    source_id,
    null::bigint as source_row,
    period_id as value
from placed
order by table_name, source_id, value
