/*---
title = "What is kept of the snapshot before cannot be"
remedy = "build again with this program"
---*/
with
added_up as (
    select
        country_code,
        sum(points) as points,
        coalesce(sum(weight_share) filter (where is_signal and knowledge = 'fresh'), 0)
        / sum(weight_share) filter (where is_signal) as coverage
    from (
        select
            country_code, points, weight_share, knowledge,
            not starts_with(indicator, 'stakes_') as is_signal
        from previous_part
    )
    group by country_code
),
fault as (
    select
        case
            when previous_score.as_of_at > snapshot.as_of_at then 'it speaks for a later moment'
            when previous_score.snapshot_id = snapshot.snapshot_id then 'it is this snapshot itself'
            when
                previous_score.coverage not between 0 and 1
                or previous_score.score not between 0 and 10
                then 'a score or a coverage is off its scale'
            when
                previous_score.score is not null
                and not coalesce(abs(added_up.points - previous_score.score) <= 1e-6, false)
                then 'the parts of a score do not add up to it'
            when
                not coalesce(abs(added_up.coverage - previous_score.coverage) <= 1e-6, false)
                then 'its coverage is not that of its parts'
            when
                (previous_score.snapshot_id, previous_score.as_of_at, previous_score.method_digest)
                <> first_value((
                    previous_score.snapshot_id,
                    previous_score.as_of_at,
                    previous_score.method_digest
                )) over (order by previous_score.country_code)
                then 'it is of more than one snapshot'
        end as what,
        concat_ws(
            ' ', previous_score.country_code, previous_score.snapshot_id, previous_score.score,
            added_up.points
        ) as value
    from previous_score
    cross join snapshot
    left join added_up on added_up.country_code = previous_score.country_code
)
select
    what,
    'previous_score' as table_name,
    null::integer as source_id, null::bigint as source_row, value
from fault
where what is not null
order by table_name, value, what
