/*---
title = "Counts, shares or amounts below 0"
remedy = "correct the figure in the source; a change belongs under a metric that ends in _change"
---*/
with figure as (
    select
        'ai_label' as table_name, source_id, source_row, metric, value, lower, upper
    from ai_label
    union all
    select
        'candidate_safety' as table_name, source_id, source_row, metric, value, lower, upper
    from candidate_safety
    union all
    select
        'capacity' as table_name, source_id, source_row, metric, value, lower, upper
    from capacity
    union all
    select
        'crisis' as table_name, source_id, source_row, metric, value, lower, upper
    from crisis
    union all
    select
        'enforcement' as table_name, source_id, source_row, metric, value, lower, upper
    from enforcement
    union all
    select
        'fact_check' as table_name, source_id, source_row, metric, value, lower, upper
    from fact_check
    union all
    select
        'government_request' as table_name, source_id, source_row, metric, value, lower, upper
    from government_request
    union all
    select
        'partner_report' as table_name, source_id, source_row, metric, value, lower, upper
    from partner_report
    union all
    select
        'published_figure' as table_name, source_id, source_row, metric, value, lower, upper
    from published_figure
    union all
    select
        'user_report' as table_name, source_id, source_row, metric, value, lower, upper
    from user_report
    union all
    select
        'voter_reminder' as table_name, source_id, source_row, metric, value, lower, upper
    from voter_reminder
    union all
    select 'takedown_asset', source_id, source_row, asset_kind, value, lower, upper
    from takedown_asset
    union all
    select 'ad_page', source_id, source_row, 'spend', ad_count::double, spend_lower, spend_upper
    from ad_page
    union all
    select 'advertiser_week', source_id, source_row, 'spend', null, spend_lower, spend_upper
    from advertiser_week
)
select
    'a figure is below 0' as what,
    table_name,
    source_id,
    source_row,
    concat_ws(' ', metric, lower, value, upper) as value
from figure
where
    least(value, lower, upper) < 0
    and metric not like '%\_change' escape '\'
order by table_name, source_id, source_row, what, value
