/*---
title = "Networks removed that targeted the country"
family = "influence_operation"
axis = "harm"
counts = "networks of coordinated inauthentic behaviour announced as removed, by the country they aimed at"
unit = "networks"
form = "count"
window_days = 180
confounded_by_effort = true
events = true
fresh_days = 100
formula = "kind cib only; a statement that none was removed (networks 0) is 0, nothing stated is no data; a network with several targets counts in each of them, so countries do not add up to the world"
action = "Read the takedown with threat investigators and check whether its topics return in this country's reports."
---*/
select
    scope, country_code, day, period_days, platform, numerator, numerator_lower, numerator_upper,
    denominator, denominator_lower, denominator_upper, cell, provenance, source_id, row_count
from removed_count
where role = 'target'
order by scope, country_code, day, period_days, platform
