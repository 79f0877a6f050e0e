/*---
title = "Every row from a source, with its place and its provenance"
---*/
-- Rules of law are left out: they speak of a country's elections, not of what happened in it.
select 'ad_keyword' as table_name, source_id, source_row, country_code, provenance
from ad_keyword
union all
select 'ad_location' as table_name, source_id, source_row, country_code, provenance
from ad_location
union all
select 'ad_page' as table_name, source_id, source_row, country_code, provenance
from ad_page
union all
select 'ad_window' as table_name, source_id, source_row, country_code, provenance
from ad_window
union all
select 'advertiser' as table_name, source_id, source_row, country_code, provenance
from advertiser
union all
select 'advertiser_week' as table_name, source_id, source_row, country_code, provenance
from advertiser_week
union all
select 'ai_label' as table_name, source_id, source_row, country_code, provenance
from ai_label
union all
select 'candidate_safety' as table_name, source_id, source_row, country_code, provenance
from candidate_safety
union all
select 'capacity' as table_name, source_id, source_row, country_code, provenance
from capacity
union all
select 'conflict_event' as table_name, source_id, source_row, country_code, provenance
from conflict_event
union all
select 'country_rating' as table_name, source_id, source_row, country_code, provenance
from country_rating
union all
select 'coup_attempt' as table_name, source_id, source_row, country_code, provenance
from coup_attempt
union all
select 'crisis' as table_name, source_id, source_row, country_code, provenance
from crisis
union all
select 'election' as table_name, source_id, source_row, country_code, provenance
from election
union all
select 'enforcement' as table_name, source_id, source_row, country_code, provenance
from enforcement
union all
select 'fact_check' as table_name, source_id, source_row, country_code, provenance
from fact_check
union all
select 'government_request' as table_name, source_id, source_row, country_code, provenance
from government_request
union all
select 'internet_shutdown' as table_name, source_id, source_row, country_code, provenance
from internet_shutdown
union all
select 'partner_report' as table_name, source_id, source_row, country_code, provenance
from partner_report
union all
select 'political_violence' as table_name, source_id, source_row, country_code, provenance
from political_violence
union all
select 'polling_day' as table_name, source_id, source_row, country_code, provenance
from polling_day
union all
select 'published_figure' as table_name, source_id, source_row, country_code, provenance
from published_figure
union all
select 'regime_change' as table_name, source_id, source_row, country_code, provenance
from regime_change
union all
select 'restriction_period' as table_name, source_id, source_row, country_code, provenance
from restriction_period
union all
select 'takedown' as table_name, source_id, source_row, null as country_code, provenance
from takedown
union all
select 'takedown_asset' as table_name, source_id, source_row, null as country_code, provenance
from takedown_asset
union all
select 'takedown_indicator' as table_name, source_id, source_row, null as country_code, provenance
from takedown_indicator
union all
select 'takedown_origin' as table_name, source_id, source_row, country_code, provenance
from takedown_origin
union all
select 'takedown_target' as table_name, source_id, source_row, country_code, provenance
from takedown_target
union all
select 'user_report' as table_name, source_id, source_row, country_code, provenance
from user_report
union all
select 'voter_reminder' as table_name, source_id, source_row, country_code, provenance
from voter_reminder
