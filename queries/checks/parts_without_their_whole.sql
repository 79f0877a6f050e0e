/*---
title = "Parts of a network or an election that is not there"
remedy = "export the network or election too, or correct the key"
---*/
with part as (
    select
        'takedown_asset' as table_name, source_id, source_row, takedown_id as key
    from takedown_asset
    union all
    select
        'takedown_indicator' as table_name, source_id, source_row, takedown_id as key
    from takedown_indicator
    union all
    select
        'takedown_origin' as table_name, source_id, source_row, takedown_id as key
    from takedown_origin
    union all
    select
        'takedown_target' as table_name, source_id, source_row, takedown_id as key
    from takedown_target
    union all
    select 'polling_day', source_id, source_row, election_id
    from polling_day
),
whole as (
    select takedown_id as key
    from takedown
    union
    select election_id
    from election
)
select
    'its key is in no takedown and no election' as what,
    part.table_name,
    part.source_id,
    part.source_row,
    part.key as value
from part
left join whole on whole.key = part.key
where whole.key is null
order by part.table_name, part.source_id, part.source_row, value
