/*---
title = "Withheld cells that show a value"
remedy = "leave value empty where cell is suppressed or below_threshold: it may expose few people"
---*/
with figure as (
    select
        'ai_label' as table_name, source_id, source_row, metric, value, cell
    from ai_label
    union all
    select
        'candidate_safety' as table_name, source_id, source_row, metric, value, cell
    from candidate_safety
    union all
    select
        'capacity' as table_name, source_id, source_row, metric, value, cell
    from capacity
    union all
    select
        'crisis' as table_name, source_id, source_row, metric, value, cell
    from crisis
    union all
    select
        'enforcement' as table_name, source_id, source_row, metric, value, cell
    from enforcement
    union all
    select
        'fact_check' as table_name, source_id, source_row, metric, value, cell
    from fact_check
    union all
    select
        'government_request' as table_name, source_id, source_row, metric, value, cell
    from government_request
    union all
    select
        'partner_report' as table_name, source_id, source_row, metric, value, cell
    from partner_report
    union all
    select
        'published_figure' as table_name, source_id, source_row, metric, value, cell
    from published_figure
    union all
    select
        'user_report' as table_name, source_id, source_row, metric, value, cell
    from user_report
    union all
    select
        'voter_reminder' as table_name, source_id, source_row, metric, value, cell
    from voter_reminder
    union all
    select 'signal_day', source_id, null, signal, numerator, cell
    from signal_day
    where denominator is null
    union all
    select 'reading_day', source_id, null, signal, value, cell
    from reading_day
)
select
    'a cell that is not observed has a value' as what,
    table_name,
    source_id,
    source_row,
    concat_ws(' ', metric, cell) as value
from figure
where
    cell <> 'observed'
    and value is not null
order by table_name, source_id, source_row, what, value
