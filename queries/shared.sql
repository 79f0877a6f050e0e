-- Written by docs/generate.py from queries/shared/: change it there, then run it.
--
--     duckdb -readonly -init queries/shared.sql monday.duckdb
--
-- Then every query of queries/signals and queries/checks runs as it is pasted; those of views and
-- rows want a value for each $parameter. The file stays as it is: views are temporary.
--
-- The views read what every format holds, but for the last ones, of which some are made a second
-- time with the tables that came later. What older files lack:
-- before format 2: election.status_known_from_at, election.new_day_known_from_at,
--   polling_day.territory, polling_day.time_zone, polling_day.polls_open_local,
--   polling_day.polls_close_local, restriction_period.stated_by, restriction_period.rule_id,
--   restriction_period.election_id, restriction_period.withdrawn, restriction_period.conditional,
--   restriction_rule, restriction_window
-- before format 3: alarm, expected_day, judged_day, method, previous_part, previous_period,
--   previous_score, score_day.unseen_share, score_day.threat, score_day.stakes,
--   score_day.vulnerability, signal.dimension, signal.effort_note, signal.action,
--   signal.settles_days
-- before format 4: previous_part.span_days, previous_part.provisional, previous_part.reported_on,
--   previous_part.fresh_until, published_figure.service, reading_day.span_days,
--   reading_day.provisional, reading_day.reported_on, reading_day.fresh_until, signal.events,
--   signal.level_days
-- before format 5: conflict_event, country_rating, coup_attempt, internet_shutdown,
--   political_violence

create or replace temp view fact as select 'ad_keyword' as table_name, source_id, source_row,
country_code, provenance from ad_keyword union all select 'ad_location' as table_name, source_id,
source_row, country_code, provenance from ad_location union all select 'ad_page' as table_name,
source_id, source_row, country_code, provenance from ad_page union all select 'ad_window' as
table_name, source_id, source_row, country_code, provenance from ad_window union all select
'advertiser' as table_name, source_id, source_row, country_code, provenance from advertiser union
all select 'advertiser_week' as table_name, source_id, source_row, country_code, provenance from
advertiser_week union all select 'ai_label' as table_name, source_id, source_row, country_code,
provenance from ai_label union all select 'candidate_safety' as table_name, source_id, source_row,
country_code, provenance from candidate_safety union all select 'capacity' as table_name,
source_id, source_row, country_code, provenance from capacity union all select 'crisis' as
table_name, source_id, source_row, country_code, provenance from crisis union all select 'election'
as table_name, source_id, source_row, country_code, provenance from election union all select
'enforcement' as table_name, source_id, source_row, country_code, provenance from enforcement union
all select 'fact_check' as table_name, source_id, source_row, country_code, provenance from
fact_check union all select 'government_request' as table_name, source_id, source_row,
country_code, provenance from government_request union all select 'partner_report' as table_name,
source_id, source_row, country_code, provenance from partner_report union all select 'polling_day'
as table_name, source_id, source_row, country_code, provenance from polling_day union all select
'published_figure' as table_name, source_id, source_row, country_code, provenance from
published_figure union all select 'regime_change' as table_name, source_id, source_row,
country_code, provenance from regime_change union all select 'restriction_period' as table_name,
source_id, source_row, country_code, provenance from restriction_period union all select 'takedown'
as table_name, source_id, source_row, null as country_code, provenance from takedown union all
select 'takedown_asset' as table_name, source_id, source_row, null as country_code, provenance from
takedown_asset union all select 'takedown_indicator' as table_name, source_id, source_row, null as
country_code, provenance from takedown_indicator union all select 'takedown_origin' as table_name,
source_id, source_row, country_code, provenance from takedown_origin union all select
'takedown_target' as table_name, source_id, source_row, country_code, provenance from
takedown_target union all select 'user_report' as table_name, source_id, source_row, country_code,
provenance from user_report union all select 'voter_reminder' as table_name, source_id, source_row,
country_code, provenance from voter_reminder;

create or replace temp view measure as select 'ai_label' as table_name, nullif(label_kind, 'any')
as kind, concat_ws(', ', item_kind, label_kind) as part, source_id, source_row, provenance,
counts_of, scope, country_code, period_starts_on, period_ends_on, platform, metric, value, lower,
upper, qualifier, unit, cell, note from ai_label union all select 'candidate_safety' as table_name,
gender as kind, gender as part, source_id, source_row, provenance, counts_of, scope, country_code,
period_starts_on, period_ends_on, platform, metric, value, lower, upper, qualifier, unit, cell,
note from candidate_safety union all select 'capacity' as table_name, language as kind,
concat_ws(', ', function, language) as part, source_id, source_row, provenance, counts_of, scope,
country_code, period_starts_on, period_ends_on, platform, metric, value, lower, upper, qualifier,
unit, cell, note from capacity union all select 'crisis' as table_name, lever as kind, lever as
part, source_id, source_row, provenance, counts_of, scope, country_code, period_starts_on,
period_ends_on, platform, metric, value, lower, upper, qualifier, unit, cell, note from crisis
union all select 'enforcement' as table_name, policy_area as kind, concat_ws(', ', policy_area,
vintage) as part, source_id, source_row, provenance, counts_of, scope, country_code,
period_starts_on, period_ends_on, platform, metric, value, lower, upper, qualifier, unit, cell,
note from enforcement union all select 'fact_check' as table_name, nullif(activity, 'any') as kind,
activity as part, source_id, source_row, provenance, counts_of, scope, country_code,
period_starts_on, period_ends_on, platform, metric, value, lower, upper, qualifier, unit, cell,
note from fact_check union all select 'government_request' as table_name, nullif(request_kind,
'any') as kind, request_kind as part, source_id, source_row, provenance, counts_of, scope,
country_code, period_starts_on, period_ends_on, platform, metric, value, lower, upper, qualifier,
unit, cell, note from government_request union all select 'partner_report' as table_name, language
as kind, language as part, source_id, source_row, provenance, counts_of, scope, country_code,
period_starts_on, period_ends_on, platform, metric, value, lower, upper, qualifier, unit, cell,
note from partner_report union all select 'published_figure' as table_name, cast(null as varchar)
as kind, concat_ws(', ', family, scope_note) as part, source_id, source_row, provenance, counts_of,
scope, country_code, period_starts_on, period_ends_on, platform, metric, value, lower, upper,
qualifier, unit, cell, note from published_figure union all select 'user_report' as table_name,
reason as kind, reason as part, source_id, source_row, provenance, counts_of, scope, country_code,
period_starts_on, period_ends_on, platform, metric, value, lower, upper, qualifier, unit, cell,
note from user_report union all select 'voter_reminder' as table_name, nullif(reminder_kind, 'any')
as kind, concat_ws(', ', reminder_kind, election) as part, source_id, source_row, provenance,
counts_of, scope, country_code, period_starts_on, period_ends_on, platform, metric, value, lower,
upper, qualifier, unit, cell, note from voter_reminder;

create or replace temp view removed_network as with place as ( select distinct 'target' as role,
takedown_id, country_code from takedown_target where country_code is not null union all select
distinct 'origin' as role, takedown_id, country_code from takedown_origin where country_code is not
null ) select place.role, 'country' as scope, place.country_code, network.takedown_id,
network.kind, network.announced_on as day, network.networks, network.breakout_category,
network.recidivist, network.cell, case network.cell when 'observed' then '3 observed' when
'suppressed' then '2 suppressed' else '1 below_threshold' end as ranked_cell, case
network.provenance when 'synthetic' then '1 synthetic' when 'estimated' then '2 estimated' when
'measured' then '3 measured' else '4 published' end as ranked_provenance, network.source_id from
takedown as network inner join place on place.takedown_id = network.takedown_id where
network.announced_on is not null;

create or replace temp view report_part as select country_code, platform, window_kind,
window_starts_on, window_ends_on, disclaimer_state, currency, case provenance when 'synthetic' then
'1 synthetic' when 'estimated' then '2 estimated' when 'measured' then '3 measured' else
'4 published' end as ranked_provenance, source_id, count(ad_count) as counted_rows, sum(ad_count)
as ad_count, count(spend_lower) as floored_rows, count(spend_upper) as bounded_rows,
sum(spend_lower) as spend_lower, sum(spend_upper) as spend_upper, count(*) as row_count from
ad_page where region is null group by country_code, platform, window_kind, window_starts_on,
window_ends_on, disclaimer_state, currency, provenance, source_id;

create or replace temp view series_platform as select country_code, signal, list(distinct platform)
as platforms from signal_day where scope = 'country' and country_code is not null group by
country_code, signal;

create or replace temp view chosen_window as with ranked as ( select country_code, platform,
window_kind, row_number() over ( partition by country_code, platform order by end_days desc, case
window_kind when 'last_7_days' then 1 when 'last_30_days' then 2 when 'last_90_days' then 3 else 4
end ) as place from ( select country_code, platform, window_kind, count(distinct window_ends_on) as
end_days from report_part where window_kind <> 'lifelong' group by country_code, platform,
window_kind ) as counted ) select report_part.country_code, report_part.platform,
report_part.window_kind, report_part.window_ends_on, max(report_part.source_id) as source_id,
row_number() over ( order by report_part.country_code, report_part.platform,
report_part.window_ends_on ) as window_number from report_part inner join ranked on
ranked.country_code = report_part.country_code and ranked.platform = report_part.platform and
ranked.window_kind = report_part.window_kind where ranked.place = 1 group by
report_part.country_code, report_part.platform, report_part.window_kind, report_part.window_ends_on;

create or replace temp view removed_asset as select network.scope, network.country_code,
network.day, cast(1 as integer) as period_days, case when asset.platform is null or asset.platform
= 'all' then 'several' else asset.platform end as platform, network.networks, case when
network.networks = 0 then 0 else asset.value end as value, case when asset.takedown_id is null then
0 when asset.qualifier = 'exact' then coalesce(asset.lower, asset.value) else coalesce(asset.lower,
0) end as lower, case when network.networks = 0 then 0 when asset.qualifier = 'exact' then
coalesce(asset.upper, asset.value) else asset.upper end as upper, asset.followers,
network.ranked_cell, least( network.ranked_provenance, case asset.provenance when 'synthetic' then
'1 synthetic' when 'estimated' then '2 estimated' when 'measured' then '3 measured' else
'4 published' end ) as ranked_provenance, coalesce(asset.source_id, network.source_id) as source_id
from removed_network as network left join takedown_asset as asset on asset.takedown_id =
network.takedown_id where network.role = 'target' and network.kind = 'cib';

create or replace temp view removed_count as select role, scope, country_code, day, cast(1 as
integer) as period_days, 'all' as platform, case when min(ranked_cell) = '3 observed' then
sum(networks) end as numerator, sum(case cell when 'observed' then networks else 0 end) as
numerator_lower, case when min(ranked_cell) = '3 observed' then sum(networks) end as
numerator_upper, cast(null as double) as denominator, cast(null as double) as denominator_lower,
cast(null as double) as denominator_upper, substr(max(ranked_cell), 3) as cell,
substr(min(ranked_provenance), 3) as provenance, min(source_id) as source_id, count(*) as row_count
from removed_network where kind = 'cib' group by role, scope, country_code, day;

create or replace temp view stated_figure as with counted as ( select table_name, kind, scope,
country_code, period_starts_on, period_ends_on, platform, metric, value, lower, upper, qualifier,
cell, provenance, source_id from measure where table_name <> 'enforcement' union all select
'enforcement' as table_name, case lower(policy_area) when 'hate speech' then 'hateful conduct' else
lower(policy_area) end as kind, scope, country_code, period_starts_on, period_ends_on, platform,
metric, value, lower, upper, qualifier, cell, provenance, source_id from ( select scope,
country_code, period_starts_on, period_ends_on, platform, policy_area, metric, value, lower, upper,
qualifier, cell, provenance, source_id, row_number() over ( partition by scope, country_code,
period_starts_on, period_ends_on, platform, policy_area, metric order by vintage desc, source_id
desc, source_row desc ) as place from enforcement ) as published where place = 1 ) select
table_name, kind, scope, country_code, period_ends_on as day, cast(date_diff('day',
period_starts_on, period_ends_on) + 1 as integer) as period_days, platform, metric, case when cell
= 'observed' then value end as value, case when cell = 'below_threshold' then coalesce(lower, 0)
when cell = 'observed' and qualifier = 'exact' then coalesce(lower, value) else lower end as lower,
case when cell = 'observed' and qualifier = 'exact' then coalesce(upper, value) else upper end as
upper, case cell when 'observed' then 1 else 0 end as is_observed, case cell when 'suppressed' then
1 else 0 end as is_suppressed, case provenance when 'synthetic' then 1 when 'estimated' then 2 when
'measured' then 3 else 4 end as strength, case cell when 'observed' then '3 observed' when
'suppressed' then '2 suppressed' else '1 below_threshold' end as ranked_cell, case provenance when
'synthetic' then '1 synthetic' when 'estimated' then '2 estimated' when 'measured' then
'3 measured' else '4 published' end as ranked_provenance, source_id, case when kind is null then 1
else 1 - max(case when kind is null then 1 else 0 end) over ( partition by table_name, scope,
country_code, period_starts_on, period_ends_on, platform, metric ) end as is_of_all from counted;

create or replace temp view chosen_part as select part.country_code, part.window_ends_on as day,
coalesce( date_diff('day', part.window_starts_on, part.window_ends_on) + 1, case part.window_kind
when 'last_7_days' then 7 when 'last_30_days' then 30 when 'last_90_days' then 90 else 1 end ) as
period_days, part.platform, part.disclaimer_state, part.currency, part.ranked_provenance,
part.source_id, part.counted_rows, part.ad_count, part.floored_rows, part.bounded_rows,
part.spend_lower, part.spend_upper, part.row_count from report_part as part inner join
chosen_window as chosen on chosen.country_code = part.country_code and chosen.platform =
part.platform and chosen.window_kind = part.window_kind and chosen.window_ends_on =
part.window_ends_on and chosen.source_id = part.source_id;

create or replace temp view measure_largest as select table_name, metric, scope, country_code, day,
period_days, platform, case when count(value) = count(*) then max(value) end as numerator,
max(lower) as numerator_lower, case when count(upper) = count(*) then max(upper) end as
numerator_upper, max(ranked_cell) as ranked_cell, min(ranked_provenance) as ranked_provenance,
cast(null as double) as denominator, cast(null as double) as denominator_lower, cast(null as
double) as denominator_upper, substr(max(ranked_cell), 3) as cell, substr(min(ranked_provenance),
3) as provenance, min(source_id) as source_id, count(*) as row_count from stated_figure group by
table_name, metric, scope, country_code, day, period_days, platform;

create or replace temp view measure_rest as with largest as ( select table_name, metric, scope,
country_code, day, period_days, platform, max(value) as value, max(lower) as lower, max(upper) as
upper, max(is_suppressed) as is_suppressed, min(ranked_provenance) as ranked_provenance,
min(source_id) as source_id, count(*) as row_count from stated_figure group by table_name, metric,
scope, country_code, day, period_days, platform ), paired as ( select whole.table_name,
whole.metric as whole_metric, part.metric as part_metric, whole.scope, whole.country_code,
whole.day, whole.period_days, whole.platform, whole.value as whole_value, whole.lower as
whole_lower, whole.upper as whole_upper, part.value as part_value, part.lower as part_lower,
part.upper as part_upper, greatest(whole.is_suppressed, part.is_suppressed) as is_suppressed,
least(whole.ranked_provenance, part.ranked_provenance) as ranked_provenance, least(whole.source_id,
part.source_id) as source_id, whole.row_count + part.row_count as row_count from largest as whole
inner join largest as part on part.table_name = whole.table_name and part.scope = whole.scope and
part.country_code is not distinct from whole.country_code and part.day = whole.day and
part.period_days = whole.period_days and part.platform = whole.platform ) select table_name,
whole_metric, part_metric, scope, country_code, day, period_days, platform, case is_suppressed when
0 then greatest(whole_value - part_value, 0) end as numerator, case when is_suppressed = 0 and
whole_lower is not null and part_upper is not null then greatest(whole_lower - part_upper, 0) else
0 end as numerator_lower, case when is_suppressed = 0 and whole_upper is not null and part_lower is
not null then greatest(whole_upper - part_lower, 0) end as numerator_upper, case is_suppressed when
0 then whole_value end as denominator, whole_lower as denominator_lower, whole_upper as
denominator_upper, case is_suppressed when 1 then 'suppressed' else 'observed' end as cell,
substr(ranked_provenance, 3) as provenance, source_id, row_count from paired;

create or replace temp view measure_sum as with taken as ( select 'all' as kind, case when kind is
null then 1 else 0 end as is_total, table_name, metric, scope, country_code, day, period_days,
platform, value, lower, upper, is_observed, is_suppressed, strength, source_id from stated_figure
union all select kind, 0 as is_total, table_name, metric, scope, country_code, day, period_days,
platform, value, lower, upper, is_observed, is_suppressed, strength, source_id from stated_figure
where kind <> 'all' ), added as ( select table_name, metric, kind, scope, country_code, day,
period_days, platform, max(is_total) as has_total, count(value) as values_of_all, sum(value) as
value_of_all, sum(lower) as lower_of_all, count(upper) as uppers_of_all, sum(upper) as
upper_of_all, count(case is_total when 1 then value end) as values_of_total, sum(case is_total when
1 then value end) as value_of_total, sum(case is_total when 1 then lower end) as lower_of_total,
count(case is_total when 1 then upper end) as uppers_of_total, sum(case is_total when 1 then upper
end) as upper_of_total, max(is_observed) as observed_of_all, max(is_observed * is_total) as
observed_of_total, max(is_suppressed) as suppressed_of_all, max(is_suppressed * is_total) as
suppressed_of_total, min(strength) as strength_of_all, min(case is_total when 1 then strength end)
as strength_of_total, min(source_id) as source_of_all, min(case is_total when 1 then source_id end)
as source_of_total, count(*) as rows_of_all, sum(is_total) as rows_of_total from taken group by
table_name, metric, kind, scope, country_code, day, period_days, platform ) select table_name,
metric, kind, scope, country_code, day, period_days, platform, has_total, case when has_total = 1
and values_of_total = rows_of_total then value_of_total when has_total = 0 and values_of_all =
rows_of_all then value_of_all end as value, case has_total when 1 then lower_of_total else
lower_of_all end as lower, case when has_total = 1 and uppers_of_total = rows_of_total then
upper_of_total when has_total = 0 and uppers_of_all = rows_of_all then upper_of_all end as upper,
case has_total when 1 then observed_of_total else observed_of_all end as is_observed, case
has_total when 1 then suppressed_of_total else suppressed_of_all end as is_suppressed, case when
case has_total when 1 then observed_of_total else observed_of_all end = 1 then '3 observed' when
case has_total when 1 then suppressed_of_total else suppressed_of_all end = 1 then '2 suppressed'
else '1 below_threshold' end as ranked_cell, case case has_total when 1 then strength_of_total else
strength_of_all end when 1 then '1 synthetic' when 2 then '2 estimated' when 3 then '3 measured'
else '4 published' end as ranked_provenance, case has_total when 1 then source_of_total else
source_of_all end as source_id, cast(case has_total when 1 then rows_of_total else rows_of_all end
as bigint) as row_count from added;

create or replace temp view listed_ads as with part as ( select 'all' as among, 'any' as state, 1
as is_part, country_code, day, period_days, platform, counted_rows, ad_count, ranked_provenance,
source_id, row_count from chosen_part union all select 'reported' as among, state.state, case when
chosen_part.disclaimer_state = state.state then 1 else 0 end as is_part, country_code, day,
period_days, platform, counted_rows, ad_count, ranked_provenance, source_id, row_count from
chosen_part cross join (select 'missing' as state union all select 'anonymised' as state) as state
where chosen_part.disclaimer_state <> 'not_reported' ) select among, state, 'country' as scope,
country_code, day, cast(period_days as integer) as period_days, platform, cast(case when
sum((row_count - counted_rows) * is_part) = 0 then sum(coalesce(ad_count, 0) * is_part) end as
double) as numerator, cast(sum(coalesce(ad_count, 0) * is_part) as double) as numerator_lower,
cast(case when sum((row_count - counted_rows) * is_part) = 0 then sum(coalesce(ad_count, 0) *
is_part) end as double) as numerator_upper, cast(case when among = 'reported' and sum(counted_rows)
= sum(row_count) then sum(ad_count) end as double) as denominator, cast(case among when 'reported'
then sum(coalesce(ad_count, 0)) end as double) as denominator_lower, cast(case when among =
'reported' and sum(counted_rows) = sum(row_count) then sum(ad_count) end as double) as
denominator_upper, 'observed' as cell, substr(min(ranked_provenance), 3) as provenance,
min(source_id) as source_id, cast(sum(row_count) as bigint) as row_count from part group by among,
state, country_code, day, period_days, platform;

create or replace temp view listed_spend as with part as ( select 'all' as among, 1 as is_part,
country_code, day, period_days, platform, currency, floored_rows, bounded_rows, spend_lower,
spend_upper, ranked_provenance, source_id, row_count from chosen_part union all select 'reported'
as among, case disclaimer_state when 'missing' then 1 else 0 end as is_part, country_code, day,
period_days, platform, currency, floored_rows, bounded_rows, spend_lower, spend_upper,
ranked_provenance, source_id, row_count from chosen_part where disclaimer_state <> 'not_reported'
), summed as ( select among, country_code, day, period_days, platform, max(currency) as currency,
sum(coalesce(spend_lower, 0) * is_part) as part_lower, sum(floored_rows * is_part) > 0 or
max(is_part) = 0 as is_part_floored, sum(floored_rows) > 0 as is_whole_floored, case when
sum((row_count - bounded_rows) * is_part) = 0 then sum(coalesce(spend_upper, 0) * is_part) end as
part_upper, sum(coalesce(spend_lower, 0)) as whole_lower, case when sum(bounded_rows) =
sum(row_count) then sum(spend_upper) end as whole_upper, min(ranked_provenance) as
ranked_provenance, min(source_id) as source_id, sum(row_count) as row_count from part group by
among, country_code, day, period_days, platform having count(distinct currency) = 1 and sum(case
when currency is null and bounded_rows > 0 then 1 else 0 end) = 0 ), main_currency as ( select
among, country_code, currency, row_number() over ( partition by among, country_code order by
count(distinct day) desc, max(day) desc, currency ) as place from summed group by among,
country_code, currency ) select summed.among, 'country' as scope, summed.country_code, summed.day,
cast(summed.period_days as integer) as period_days, summed.platform, case when
summed.is_part_floored and summed.part_lower = summed.part_upper then summed.part_lower end as
numerator, summed.part_lower as numerator_lower, summed.part_upper as numerator_upper, case when
summed.among = 'reported' and summed.is_whole_floored and summed.whole_lower = summed.whole_upper
then summed.whole_lower end as denominator, case summed.among when 'reported' then
summed.whole_lower end as denominator_lower, case summed.among when 'reported' then
summed.whole_upper end as denominator_upper, 'observed' as cell, substr(summed.ranked_provenance,
3) as provenance, summed.source_id, cast(summed.row_count as bigint) as row_count from summed inner
join main_currency on main_currency.among = summed.among and main_currency.country_code =
summed.country_code and main_currency.currency = summed.currency where main_currency.place = 1;

create or replace temp view measure_share as with paired as ( select part.table_name, part.kind,
part.metric as part_metric, whole.metric as whole_metric, part.scope, part.country_code, part.day,
part.period_days, part.platform, part.value as part_value, coalesce(part.lower, 0) as part_lower,
least(part.upper, whole.upper) as part_upper, whole.value as whole_value, coalesce(whole.lower, 0)
as whole_lower, whole.upper as whole_upper, case when part.is_observed * whole.is_observed = 1 then
'observed' when greatest(part.is_suppressed, whole.is_suppressed) = 1 then 'suppressed' else
'below_threshold' end as cell, least(part.ranked_provenance, whole.ranked_provenance) as
ranked_provenance, least(part.source_id, whole.source_id) as source_id, part.row_count +
whole.row_count as row_count from measure_sum as part inner join measure_sum as whole on
whole.table_name = part.table_name and whole.kind = part.kind and whole.scope = part.scope and
whole.country_code is not distinct from part.country_code and whole.day = part.day and
whole.period_days = part.period_days and whole.platform = part.platform ) select table_name, kind,
part_metric, whole_metric, scope, country_code, day, period_days, platform, case when part_upper is
not null then part_value end as numerator, part_lower as numerator_lower, part_upper as
numerator_upper, whole_value as denominator, part_lower + greatest(whole_lower -
coalesce(part_upper, whole_lower), 0) as denominator_lower, part_upper + whole_upper - part_lower
as denominator_upper, cell, substr(ranked_provenance, 3) as provenance, source_id, row_count from
paired;

create or replace temp view measure_total as select table_name, metric, kind, scope, country_code,
day, period_days, platform, value as numerator, lower as numerator_lower, upper as numerator_upper,
cast(null as double) as denominator, cast(null as double) as denominator_lower, cast(null as
double) as denominator_upper, substr(ranked_cell, 3) as cell, substr(ranked_provenance, 3) as
provenance, source_id, row_count from measure_sum;

create or replace temp view attack as select kind, scope, country_code, day, period_days, platform,
numerator, numerator_lower, numerator_upper, denominator, denominator_lower, denominator_upper,
cell, provenance, source_id, row_count from ( select kind, scope, country_code, day, period_days,
platform, numerator, numerator_lower, numerator_upper, denominator, denominator_lower,
denominator_upper, cell, provenance, source_id, row_count, row_number() over ( partition by kind,
scope, country_code, day, period_days, platform order by metric ) as place from measure_total where
table_name = 'candidate_safety' and metric in ('attacks_recorded', 'non_lethal_attacks') ) as
stated where place = 1;

-- A file of an older format refuses what follows; only queries about readings and about tables that
-- came later want it.

create or replace temp view reading_rule as select signal, form, combine = 'max' as is_max, combine
= 'last' as is_last, case when combine = 'last' then 1 else window_days end as window_days, case
when level_days is not null and window_days = 28 then 31 else window_days end as longest_days,
fresh_days, (fresh_days + 60)::integer as kept_days, level_days is not null as is_settled,
level_days is not null and not events as is_paced, case when combine = 'max' or events then 1 else
coalesce(level_days, 1) end as level_days, case when level_days is null or events then 0 else
greatest(settles_days, 1) end as lag_days, case when level_days is null or events then window_days
else greatest(window_days, level_days) + 28 end::integer as lately_days, case when level_days is
null or events then window_days else greatest(window_days + 28, 7 + 28 + 1, least(3 * fresh_days,
300) + 1) end::integer as reach_days from signal;

create or replace temp view fact as select 'ad_keyword' as table_name, source_id, source_row,
country_code, provenance from ad_keyword union all select 'ad_location' as table_name, source_id,
source_row, country_code, provenance from ad_location union all select 'ad_page' as table_name,
source_id, source_row, country_code, provenance from ad_page union all select 'ad_window' as
table_name, source_id, source_row, country_code, provenance from ad_window union all select
'advertiser' as table_name, source_id, source_row, country_code, provenance from advertiser union
all select 'advertiser_week' as table_name, source_id, source_row, country_code, provenance from
advertiser_week union all select 'ai_label' as table_name, source_id, source_row, country_code,
provenance from ai_label union all select 'candidate_safety' as table_name, source_id, source_row,
country_code, provenance from candidate_safety union all select 'capacity' as table_name,
source_id, source_row, country_code, provenance from capacity union all select 'conflict_event' as
table_name, source_id, source_row, country_code, provenance from conflict_event union all select
'country_rating' as table_name, source_id, source_row, country_code, provenance from country_rating
union all select 'coup_attempt' as table_name, source_id, source_row, country_code, provenance from
coup_attempt union all select 'crisis' as table_name, source_id, source_row, country_code,
provenance from crisis union all select 'election' as table_name, source_id, source_row,
country_code, provenance from election union all select 'enforcement' as table_name, source_id,
source_row, country_code, provenance from enforcement union all select 'fact_check' as table_name,
source_id, source_row, country_code, provenance from fact_check union all select
'government_request' as table_name, source_id, source_row, country_code, provenance from
government_request union all select 'internet_shutdown' as table_name, source_id, source_row,
country_code, provenance from internet_shutdown union all select 'partner_report' as table_name,
source_id, source_row, country_code, provenance from partner_report union all select
'political_violence' as table_name, source_id, source_row, country_code, provenance from
political_violence union all select 'polling_day' as table_name, source_id, source_row,
country_code, provenance from polling_day union all select 'published_figure' as table_name,
source_id, source_row, country_code, provenance from published_figure union all select
'regime_change' as table_name, source_id, source_row, country_code, provenance from regime_change
union all select 'restriction_period' as table_name, source_id, source_row, country_code,
provenance from restriction_period union all select 'takedown' as table_name, source_id,
source_row, null as country_code, provenance from takedown union all select 'takedown_asset' as
table_name, source_id, source_row, null as country_code, provenance from takedown_asset union all
select 'takedown_indicator' as table_name, source_id, source_row, null as country_code, provenance
from takedown_indicator union all select 'takedown_origin' as table_name, source_id, source_row,
country_code, provenance from takedown_origin union all select 'takedown_target' as table_name,
source_id, source_row, country_code, provenance from takedown_target union all select 'user_report'
as table_name, source_id, source_row, country_code, provenance from user_report union all select
'voter_reminder' as table_name, source_id, source_row, country_code, provenance from voter_reminder;

create or replace temp view measure as select 'ai_label' as table_name, nullif(label_kind, 'any')
as kind, concat_ws(', ', item_kind, label_kind) as part, source_id, source_row, provenance,
counts_of, scope, country_code, period_starts_on, period_ends_on, platform, metric, value, lower,
upper, qualifier, unit, cell, note from ai_label union all select 'candidate_safety' as table_name,
gender as kind, gender as part, source_id, source_row, provenance, counts_of, scope, country_code,
period_starts_on, period_ends_on, platform, metric, value, lower, upper, qualifier, unit, cell,
note from candidate_safety union all select 'capacity' as table_name, language as kind,
concat_ws(', ', function, language) as part, source_id, source_row, provenance, counts_of, scope,
country_code, period_starts_on, period_ends_on, platform, metric, value, lower, upper, qualifier,
unit, cell, note from capacity union all select 'crisis' as table_name, lever as kind, lever as
part, source_id, source_row, provenance, counts_of, scope, country_code, period_starts_on,
period_ends_on, platform, metric, value, lower, upper, qualifier, unit, cell, note from crisis
union all select 'enforcement' as table_name, policy_area as kind, concat_ws(', ', policy_area,
vintage) as part, source_id, source_row, provenance, counts_of, scope, country_code,
period_starts_on, period_ends_on, platform, metric, value, lower, upper, qualifier, unit, cell,
note from enforcement union all select 'fact_check' as table_name, nullif(activity, 'any') as kind,
activity as part, source_id, source_row, provenance, counts_of, scope, country_code,
period_starts_on, period_ends_on, platform, metric, value, lower, upper, qualifier, unit, cell,
note from fact_check union all select 'government_request' as table_name, nullif(request_kind,
'any') as kind, request_kind as part, source_id, source_row, provenance, counts_of, scope,
country_code, period_starts_on, period_ends_on, platform, metric, value, lower, upper, qualifier,
unit, cell, note from government_request union all select 'partner_report' as table_name, language
as kind, language as part, source_id, source_row, provenance, counts_of, scope, country_code,
period_starts_on, period_ends_on, platform, metric, value, lower, upper, qualifier, unit, cell,
note from partner_report union all select 'political_violence' as table_name, event_kind as kind,
concat_ws(', ', publisher, event_kind) as part, source_id, source_row, provenance, counts_of,
scope, country_code, period_starts_on, period_ends_on, platform, metric, value, lower, upper,
qualifier, unit, cell, note from political_violence union all select 'published_figure' as
table_name, cast(null as varchar) as kind, concat_ws(', ', family, scope_note) as part, source_id,
source_row, provenance, counts_of, scope, country_code, period_starts_on, period_ends_on, platform,
metric, value, lower, upper, qualifier, unit, cell, note from published_figure union all select
'user_report' as table_name, reason as kind, reason as part, source_id, source_row, provenance,
counts_of, scope, country_code, period_starts_on, period_ends_on, platform, metric, value, lower,
upper, qualifier, unit, cell, note from user_report union all select 'voter_reminder' as
table_name, nullif(reminder_kind, 'any') as kind, concat_ws(', ', reminder_kind, election) as part,
source_id, source_row, provenance, counts_of, scope, country_code, period_starts_on,
period_ends_on, platform, metric, value, lower, upper, qualifier, unit, cell, note from
voter_reminder;
