/*---
title = "Bounds that do not hold their value"
remedy = "swap or correct lower, value and upper in the source"
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
    select 'takedown', source_id, source_row, 'spend', null, spend_lower, spend_upper
    from takedown
    union all
    select 'ad_page', source_id, source_row, page_id, null, spend_lower, spend_upper
    from ad_page
    union all
    select 'ad_window', source_id, source_row, window_kind, null, spend_lower, spend_upper
    from ad_window
    union all
    select 'ad_location', source_id, source_row, region, null, spend_lower, spend_upper
    from ad_location
    union all
    select 'advertiser', source_id, source_row, advertiser_id, null, spend_lower, spend_upper
    from advertiser
    union all
    select 'advertiser_week', source_id, source_row, advertiser_id, null, spend_lower, spend_upper
    from advertiser_week
)
select
    'the lower bound is above the upper bound, or the value is outside them' as what,
    table_name,
    source_id,
    source_row,
    concat_ws(' ', metric, lower, value, upper) as value
from figure
where
    lower > upper
    or value < lower
    or value > upper
order by table_name, source_id, source_row, what, value
