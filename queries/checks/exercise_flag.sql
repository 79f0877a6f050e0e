/*---
title = "An exercise flag that does not fit the rows"
remedy = "set exercise to true if and only if a row is synthetic"
---*/
with facts as (
    select
        'ad_keyword' as table_name, count(*) as synthetic_rows
    from ad_keyword
    where provenance = 'synthetic'
    union all
    select
        'ad_location' as table_name, count(*) as synthetic_rows
    from ad_location
    where provenance = 'synthetic'
    union all
    select
        'ad_page' as table_name, count(*) as synthetic_rows
    from ad_page
    where provenance = 'synthetic'
    union all
    select
        'ad_window' as table_name, count(*) as synthetic_rows
    from ad_window
    where provenance = 'synthetic'
    union all
    select
        'advertiser' as table_name, count(*) as synthetic_rows
    from advertiser
    where provenance = 'synthetic'
    union all
    select
        'advertiser_week' as table_name, count(*) as synthetic_rows
    from advertiser_week
    where provenance = 'synthetic'
    union all
    select
        'ai_label' as table_name, count(*) as synthetic_rows
    from ai_label
    where provenance = 'synthetic'
    union all
    select
        'candidate_safety' as table_name, count(*) as synthetic_rows
    from candidate_safety
    where provenance = 'synthetic'
    union all
    select
        'capacity' as table_name, count(*) as synthetic_rows
    from capacity
    where provenance = 'synthetic'
    union all
    select
        'crisis' as table_name, count(*) as synthetic_rows
    from crisis
    where provenance = 'synthetic'
    union all
    select
        'election' as table_name, count(*) as synthetic_rows
    from election
    where provenance = 'synthetic'
    union all
    select
        'enforcement' as table_name, count(*) as synthetic_rows
    from enforcement
    where provenance = 'synthetic'
    union all
    select
        'fact_check' as table_name, count(*) as synthetic_rows
    from fact_check
    where provenance = 'synthetic'
    union all
    select
        'government_request' as table_name, count(*) as synthetic_rows
    from government_request
    where provenance = 'synthetic'
    union all
    select
        'partner_report' as table_name, count(*) as synthetic_rows
    from partner_report
    where provenance = 'synthetic'
    union all
    select
        'polling_day' as table_name, count(*) as synthetic_rows
    from polling_day
    where provenance = 'synthetic'
    union all
    select
        'published_figure' as table_name, count(*) as synthetic_rows
    from published_figure
    where provenance = 'synthetic'
    union all
    select
        'regime_change' as table_name, count(*) as synthetic_rows
    from regime_change
    where provenance = 'synthetic'
    union all
    select
        'restriction_period' as table_name, count(*) as synthetic_rows
    from restriction_period
    where provenance = 'synthetic'
    union all
    select
        'takedown' as table_name, count(*) as synthetic_rows
    from takedown
    where provenance = 'synthetic'
    union all
    select
        'takedown_asset' as table_name, count(*) as synthetic_rows
    from takedown_asset
    where provenance = 'synthetic'
    union all
    select
        'takedown_indicator' as table_name, count(*) as synthetic_rows
    from takedown_indicator
    where provenance = 'synthetic'
    union all
    select
        'takedown_origin' as table_name, count(*) as synthetic_rows
    from takedown_origin
    where provenance = 'synthetic'
    union all
    select
        'takedown_target' as table_name, count(*) as synthetic_rows
    from takedown_target
    where provenance = 'synthetic'
    union all
    select
        'user_report' as table_name, count(*) as synthetic_rows
    from user_report
    where provenance = 'synthetic'
    union all
    select
        'voter_reminder' as table_name, count(*) as synthetic_rows
    from voter_reminder
    where provenance = 'synthetic'
    union all
    select 'signal_day', count(*)
    from signal_day
    where provenance = 'synthetic'
),
counted as (
    select sum(synthetic_rows) as synthetic_rows
    from facts
)
select
    case when snapshot.exercise then 'it is called an exercise and no row is synthetic'
        else 'it holds synthetic rows and is not called an exercise'
    end as what,
    'snapshot' as table_name,
    null::integer as source_id,
    null::bigint as source_row,
    counted.synthetic_rows::varchar as value
from snapshot
cross join counted
where snapshot.exercise <> (counted.synthetic_rows > 0)
order by what
