/*---
title = "Scope and country that contradict each other"
remedy = "give a country code for scope country, and none for eu and world"
---*/
with figure as (
    select
        'ai_label' as table_name, source_id, source_row, scope, country_code
    from ai_label
    union all
    select
        'candidate_safety' as table_name, source_id, source_row, scope, country_code
    from candidate_safety
    union all
    select
        'capacity' as table_name, source_id, source_row, scope, country_code
    from capacity
    union all
    select
        'crisis' as table_name, source_id, source_row, scope, country_code
    from crisis
    union all
    select
        'election' as table_name, source_id, source_row, scope, country_code
    from election
    union all
    select
        'enforcement' as table_name, source_id, source_row, scope, country_code
    from enforcement
    union all
    select
        'fact_check' as table_name, source_id, source_row, scope, country_code
    from fact_check
    union all
    select
        'government_request' as table_name, source_id, source_row, scope, country_code
    from government_request
    union all
    select
        'partner_report' as table_name, source_id, source_row, scope, country_code
    from partner_report
    union all
    select
        'published_figure' as table_name, source_id, source_row, scope, country_code
    from published_figure
    union all
    select
        'regime_change' as table_name, source_id, source_row, scope, country_code
    from regime_change
    union all
    select
        'user_report' as table_name, source_id, source_row, scope, country_code
    from user_report
    union all
    select
        'voter_reminder' as table_name, source_id, source_row, scope, country_code
    from voter_reminder
    union all
    select 'signal_day', source_id, null, scope, country_code
    from signal_day
)
select
    case when scope = 'country' then 'scope is country and no country is named'
        else 'a figure of the eu or the world names a country'
    end as what,
    table_name,
    source_id,
    source_row,
    concat_ws(' ', scope, country_code) as value
from figure
where
    (scope = 'country') <> (country_code is not null)
order by table_name, source_id, source_row, what, value
