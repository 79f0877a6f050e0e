/*---
title = "Rows of a source that is not listed"
remedy = "write a row into source for every file, or correct source_id"
---*/
with used as (
    select
        'ad_keyword' as table_name, source_id, source_row
    from ad_keyword
    union all
    select
        'ad_location' as table_name, source_id, source_row
    from ad_location
    union all
    select
        'ad_page' as table_name, source_id, source_row
    from ad_page
    union all
    select
        'ad_window' as table_name, source_id, source_row
    from ad_window
    union all
    select
        'advertiser' as table_name, source_id, source_row
    from advertiser
    union all
    select
        'advertiser_week' as table_name, source_id, source_row
    from advertiser_week
    union all
    select
        'ai_label' as table_name, source_id, source_row
    from ai_label
    union all
    select
        'candidate_safety' as table_name, source_id, source_row
    from candidate_safety
    union all
    select
        'capacity' as table_name, source_id, source_row
    from capacity
    union all
    select
        'crisis' as table_name, source_id, source_row
    from crisis
    union all
    select
        'election' as table_name, source_id, source_row
    from election
    union all
    select
        'enforcement' as table_name, source_id, source_row
    from enforcement
    union all
    select
        'fact_check' as table_name, source_id, source_row
    from fact_check
    union all
    select
        'government_request' as table_name, source_id, source_row
    from government_request
    union all
    select
        'partner_report' as table_name, source_id, source_row
    from partner_report
    union all
    select
        'polling_day' as table_name, source_id, source_row
    from polling_day
    union all
    select
        'published_figure' as table_name, source_id, source_row
    from published_figure
    union all
    select
        'regime_change' as table_name, source_id, source_row
    from regime_change
    union all
    select
        'restriction_period' as table_name, source_id, source_row
    from restriction_period
    union all
    select
        'takedown' as table_name, source_id, source_row
    from takedown
    union all
    select
        'takedown_asset' as table_name, source_id, source_row
    from takedown_asset
    union all
    select
        'takedown_indicator' as table_name, source_id, source_row
    from takedown_indicator
    union all
    select
        'takedown_origin' as table_name, source_id, source_row
    from takedown_origin
    union all
    select
        'takedown_target' as table_name, source_id, source_row
    from takedown_target
    union all
    select
        'user_report' as table_name, source_id, source_row
    from user_report
    union all
    select
        'voter_reminder' as table_name, source_id, source_row
    from voter_reminder
    union all
    select 'signal_day', source_id, null
    from signal_day
    union all
    select 'reading_day', source_id, null
    from reading_day
    union all
    select 'restriction_window', source_id, null
    from restriction_window
)
select
    'its source is not in the table source' as what,
    used.table_name,
    used.source_id,
    min(used.source_row) as source_row,
    count(*)::varchar || ' rows' as value
from used
left join source on source.source_id = used.source_id
where source.source_id is null
group by used.table_name, used.source_id
order by used.table_name, used.source_id
