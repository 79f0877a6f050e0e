/*---
title = "Shares outside 0 to 1"
remedy = "write shares as fractions: 0.962 for 96.2 %"
---*/
with figure as (
    select
        'ai_label' as table_name, source_id, source_row, metric, value, lower, upper, unit
    from ai_label
    union all
    select
        'candidate_safety' as table_name, source_id, source_row, metric, value, lower, upper, unit
    from candidate_safety
    union all
    select
        'capacity' as table_name, source_id, source_row, metric, value, lower, upper, unit
    from capacity
    union all
    select
        'crisis' as table_name, source_id, source_row, metric, value, lower, upper, unit
    from crisis
    union all
    select
        'enforcement' as table_name, source_id, source_row, metric, value, lower, upper, unit
    from enforcement
    union all
    select
        'fact_check' as table_name, source_id, source_row, metric, value, lower, upper, unit
    from fact_check
    union all
    select
        'government_request' as table_name, source_id, source_row, metric, value, lower, upper, unit
    from government_request
    union all
    select
        'partner_report' as table_name, source_id, source_row, metric, value, lower, upper, unit
    from partner_report
    union all
    select
        'published_figure' as table_name, source_id, source_row, metric, value, lower, upper, unit
    from published_figure
    union all
    select
        'user_report' as table_name, source_id, source_row, metric, value, lower, upper, unit
    from user_report
    union all
    select
        'voter_reminder' as table_name, source_id, source_row, metric, value, lower, upper, unit
    from voter_reminder
)
select
    'a share is above 1' as what,
    table_name,
    source_id,
    source_row,
    concat_ws(' ', metric, lower, value, upper) as value
from figure
where
    unit = 'share'
    and greatest(value, lower, upper) > 1
order by table_name, source_id, source_row, what, value
