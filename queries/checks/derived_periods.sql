/*---
title = "Periods of a rule or an election that is not there"
remedy = "export the rules and the elections too, or leave rule_id empty"
---*/
with rule as (
    select rule_id, min(country_code) as country_code
    from restriction_rule
    group by rule_id
)
select
    case
        when rule.rule_id is null then 'its rule is not there'
        when rule.country_code <> period.country_code then 'its rule is that of another country'
        else 'its election is not there'
    end as what,
    'restriction_period' as table_name,
    period.source_id,
    period.source_row,
    concat_ws(' ', period.period_id, period.version, period.time_zone) as value
from restriction_period as period
left join rule on rule.rule_id = period.rule_id
left join election on election.election_id = period.election_id
where
    period.rule_id is not null
    and (
        rule.rule_id is null
        or rule.country_code <> period.country_code
        or election.election_id is null
    )
order by period.source_id, period.source_row, value
