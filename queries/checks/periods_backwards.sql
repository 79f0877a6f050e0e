/*---
title = "Periods that end before they begin"
remedy = "correct the days or hours in the source"
---*/
with period as (
    select
        'ai_label' as table_name, source_id, source_row,
        period_starts_on::timestamp as starts, period_ends_on::timestamp as ends
    from ai_label
    union all
    select
        'candidate_safety' as table_name, source_id, source_row,
        period_starts_on::timestamp as starts, period_ends_on::timestamp as ends
    from candidate_safety
    union all
    select
        'capacity' as table_name, source_id, source_row,
        period_starts_on::timestamp as starts, period_ends_on::timestamp as ends
    from capacity
    union all
    select
        'crisis' as table_name, source_id, source_row,
        period_starts_on::timestamp as starts, period_ends_on::timestamp as ends
    from crisis
    union all
    select
        'enforcement' as table_name, source_id, source_row,
        period_starts_on::timestamp as starts, period_ends_on::timestamp as ends
    from enforcement
    union all
    select
        'fact_check' as table_name, source_id, source_row,
        period_starts_on::timestamp as starts, period_ends_on::timestamp as ends
    from fact_check
    union all
    select
        'government_request' as table_name, source_id, source_row,
        period_starts_on::timestamp as starts, period_ends_on::timestamp as ends
    from government_request
    union all
    select
        'partner_report' as table_name, source_id, source_row,
        period_starts_on::timestamp as starts, period_ends_on::timestamp as ends
    from partner_report
    union all
    select
        'published_figure' as table_name, source_id, source_row,
        period_starts_on::timestamp as starts, period_ends_on::timestamp as ends
    from published_figure
    union all
    select
        'user_report' as table_name, source_id, source_row,
        period_starts_on::timestamp as starts, period_ends_on::timestamp as ends
    from user_report
    union all
    select
        'voter_reminder' as table_name, source_id, source_row,
        period_starts_on::timestamp as starts, period_ends_on::timestamp as ends
    from voter_reminder
    union all
    select
        'takedown' as table_name, source_id, source_row,
        period_starts_on::timestamp as starts, period_ends_on::timestamp as ends
    from takedown
    union all
    select 'ad_page', source_id, source_row, window_starts_on, window_ends_on
    from ad_page
    union all
    select 'ad_window', source_id, source_row, window_starts_on, window_ends_on
    from ad_window
    union all
    select 'ad_location', source_id, source_row, window_starts_on, window_ends_on
    from ad_location
    union all
    select 'election', source_id, source_row, polling_starts_on, polling_ends_on
    from election
    union all
    select 'restriction_period', source_id, source_row, starts_local, ends_local
    from restriction_period
    union all
    select 'restriction_period', source_id, source_row, starts_at, ends_at
    from restriction_period
    union all
    select 'source', source_id, null, period_starts_on, period_ends_on
    from source
)
select
    'the end lies before the start' as what,
    table_name,
    source_id,
    source_row,
    concat_ws(' to ', starts, ends) as value
from period
where
    ends < starts
order by table_name, source_id, source_row, what, value
