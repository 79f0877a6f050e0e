/*---
title = "Assets in removed networks that targeted the country"
family = "influence_operation"
axis = "harm"
counts = "accounts, pages, groups and events removed with networks of coordinated inauthentic behaviour, by the country they aimed at"
unit = "assets"
form = "count"
window_days = 180
lead = 3
confounded_by_effort = true
events = true
fresh_days = 100
formula = "kind cib only; assets of all kinds are added up by platform; a network without a stated number is unknown, at least 0; a statement that no network was removed is 0; platform all is written several; a network with several targets counts in each of them, so countries do not add up to the world"
action = "Ask threat investigators what was removed and whether accounts that spread the same links are still up."
---*/
select
    scope, country_code, day, period_days, platform,
    cast(case when count(value) = count(*) then sum(value) end as double) as numerator,
    cast(sum(lower) as double) as numerator_lower,
    cast(case when count(upper) = count(*) then sum(upper) end as double) as numerator_upper,
    cast(null as double) as denominator, cast(null as double) as denominator_lower,
    cast(null as double) as denominator_upper, substr(max(ranked_cell), 3) as cell,
    substr(min(ranked_provenance), 3) as provenance, min(source_id) as source_id,
    count(*) as row_count
from removed_asset
group by scope, country_code, day, period_days, platform
order by scope, country_code, day, period_days, platform
