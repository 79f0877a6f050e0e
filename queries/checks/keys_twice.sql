/*---
title = "Keys that stand for two rows"
remedy = "give every row its own key, or keep one of the rows"
---*/
with keyed as (
    select 'election' as table_name, election_id as key, source_id, source_row
    from election
    union all
    select 'takedown', takedown_id, source_id, source_row
    from takedown
    union all
    select
        'restriction_period',
        concat_ws(' ', period_id, 'version', version, 'in', time_zone, territory),
        source_id,
        source_row
    from restriction_period
    union all
    select 'restriction_rule', concat_ws(' version ', rule_id, version), source_id, source_row
    from restriction_rule
    union all
    select 'source', source_id::varchar, source_id, null
    from source
    union all
    select 'country', country_code, null, null
    from country
    union all
    select 'signal', signal, null, null
    from signal
    union all
    select 'score_day', concat_ws(' ', country_code, day), null, null
    from score_day
)
select
    'several rows have the same key' as what,
    table_name,
    max(source_id)::integer as source_id,
    max(source_row)::bigint as source_row,
    key as value
from keyed
group by table_name, key
having count(*) > 1
order by table_name, value
