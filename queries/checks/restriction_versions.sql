/*---
title = "Versions of a restriction period with gaps"
remedy = "number the versions of one period 1, 2, 3 in the order in which they became known"
---*/
with counted as (
    select
        period_id,
        max(source_id) as source_id,
        min(version) as first_version,
        max(version) as last_version,
        count(distinct version) as versions,
        count(distinct country_code) as countries
    from restriction_period
    group by period_id
)
select
    case
        when countries > 1 then 'the versions of a period name several countries'
        else 'the versions of a period do not run from 1 without a gap'
    end as what,
    'restriction_period' as table_name,
    source_id,
    null::bigint as source_row,
    period_id as value
from counted
where first_version <> 1 or last_version <> versions or countries > 1
order by table_name, source_id, value
