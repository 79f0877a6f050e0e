/*---
title = "What is kept of the periods of the snapshot before cannot be"
remedy = "build again with this program"
---*/
with fault as (
    select
        case
            when not exists (select 1 from previous_score) then 'no snapshot was before this one'
            when country.country_code is null then 'its country is not in the table country'
            when previous_period.ends_at < previous_period.starts_at
                then 'the end lies before the start'
            when previous_period.time_zone = '' then 'it names no zone'
            when count(*) over (
                partition by
                    previous_period.period_id,
                    previous_period.time_zone,
                    coalesce(previous_period.territory, '')
            ) > 1 then 'the zone of a period is there twice'
        end as what,
        concat_ws(
            ' ', previous_period.country_code, previous_period.period_id,
            previous_period.time_zone, previous_period.territory
        ) as value
    from previous_period
    left join country on country.country_code = previous_period.country_code
)
select
    what,
    'previous_period' as table_name,
    null::integer as source_id, null::bigint as source_row, value
from fault
where what is not null
order by table_name, value, what
