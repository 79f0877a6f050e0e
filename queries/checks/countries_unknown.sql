/*---
title = "Country codes that are no country"
remedy = "use ISO 3166 alpha-2 codes, XK for Kosovo"
---*/
with place as (
    select
        'ad_keyword' as table_name, source_id, source_row, country_code
    from ad_keyword
    union all
    select
        'ad_location' as table_name, source_id, source_row, country_code
    from ad_location
    union all
    select
        'ad_page' as table_name, source_id, source_row, country_code
    from ad_page
    union all
    select
        'ad_window' as table_name, source_id, source_row, country_code
    from ad_window
    union all
    select
        'advertiser' as table_name, source_id, source_row, country_code
    from advertiser
    union all
    select
        'advertiser_week' as table_name, source_id, source_row, country_code
    from advertiser_week
    union all
    select
        'ai_label' as table_name, source_id, source_row, country_code
    from ai_label
    union all
    select
        'candidate_safety' as table_name, source_id, source_row, country_code
    from candidate_safety
    union all
    select
        'capacity' as table_name, source_id, source_row, country_code
    from capacity
    union all
    select
        'crisis' as table_name, source_id, source_row, country_code
    from crisis
    union all
    select
        'election' as table_name, source_id, source_row, country_code
    from election
    union all
    select
        'enforcement' as table_name, source_id, source_row, country_code
    from enforcement
    union all
    select
        'fact_check' as table_name, source_id, source_row, country_code
    from fact_check
    union all
    select
        'government_request' as table_name, source_id, source_row, country_code
    from government_request
    union all
    select
        'partner_report' as table_name, source_id, source_row, country_code
    from partner_report
    union all
    select
        'polling_day' as table_name, source_id, source_row, country_code
    from polling_day
    union all
    select
        'published_figure' as table_name, source_id, source_row, country_code
    from published_figure
    union all
    select
        'regime_change' as table_name, source_id, source_row, country_code
    from regime_change
    union all
    select
        'restriction_period' as table_name, source_id, source_row, country_code
    from restriction_period
    union all
    select
        'takedown_origin' as table_name, source_id, source_row, country_code
    from takedown_origin
    union all
    select
        'takedown_target' as table_name, source_id, source_row, country_code
    from takedown_target
    union all
    select
        'user_report' as table_name, source_id, source_row, country_code
    from user_report
    union all
    select
        'voter_reminder' as table_name, source_id, source_row, country_code
    from voter_reminder
    union all
    select 'signal_day', source_id, null, country_code
    from signal_day
)
select
    'the code is no country of the table country' as what,
    place.table_name,
    place.source_id,
    min(place.source_row) as source_row,
    place.country_code as value
from place
left join country on country.country_code = place.country_code
where place.country_code is not null and country.country_code is null
group by place.table_name, place.source_id, place.country_code
order by place.table_name, place.source_id, value
