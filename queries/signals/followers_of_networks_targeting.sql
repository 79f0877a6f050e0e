/*---
title = "Followers of removed networks that targeted the country"
family = "influence_operation"
axis = "harm"
counts = "followers and members of the removed assets, as announced; people who follow several are counted several times"
unit = "followers"
form = "count"
window_days = 180
events = true
fresh_days = 100
confounded_by_effort = true
formula = "kind cib only; stated as about, so no strict bounds; where some are not stated the rest is a lower bound; a network with several targets counts in each of them, so countries do not add up to the world"
action = "Ask threat investigators which assets held the followers and whether copies of them are up."
---*/
select
    scope, country_code, day, period_days, platform,
    case when count(followers) = count(*) then sum(followers) end as numerator,
    case when count(followers) < count(*) then coalesce(sum(followers), 0) end as numerator_lower,
    cast(null as double) as numerator_upper,
    cast(null as double) as denominator, cast(null as double) as denominator_lower,
    cast(null as double) as denominator_upper, substr(max(ranked_cell), 3) as cell,
    substr(min(ranked_provenance), 3) as provenance, min(source_id) as source_id,
    count(*) as row_count
from removed_asset
where networks > 0
group by scope, country_code, day, period_days, platform
order by scope, country_code, day, period_days, platform
