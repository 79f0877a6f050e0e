/*---
title = "Trusted-partner reports a day"
family = "partner_report"
axis = "harm"
counts = "items that trusted partners escalated, on all surfaces, by country of the partner"
unit = "reports a day"
form = "count"
combine = "last"
confounded_by_effort = true
fresh_days = 14
formula = "metric items_reported (items_received is the same) / days of the period; rows without a language stand for all, else the languages are added up"
action = "Call the partners with the most items and ask escalations whether one story or one campaign is behind them."
settles_days = 2
---*/
select
    scope, country_code, day, period_days, platform,
    case when count(value) = count(*) then sum(value) end / period_days as numerator,
    sum(lower) / period_days as numerator_lower,
    case when count(upper) = count(*) then sum(upper) end / period_days as numerator_upper,
    cast(null as double) as denominator, cast(null as double) as denominator_lower,
    cast(null as double) as denominator_upper, substr(max(ranked_cell), 3) as cell,
    substr(min(ranked_provenance), 3) as provenance, min(source_id) as source_id,
    cast(sum(row_count) as bigint) as row_count
from measure_sum
where table_name = 'partner_report' and kind = 'all'
    and metric in ('items_reported', 'items_received')
group by scope, country_code, day, period_days, platform
order by scope, country_code, day, period_days, platform
