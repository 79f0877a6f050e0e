/*---
title = "Networks removed that were run from the country"
family = "influence_operation"
axis = "harm"
counts = "networks of coordinated inauthentic behaviour announced as removed, by the country they were run from"
unit = "networks"
form = "count"
window_days = 180
events = true
fresh_days = 100
confounded_by_effort = true
formula = "kind cib only; a network with several origins counts in each of them. It is not judged: it says who acts, not who is at risk"
action = "Ask threat investigators whom the networks aimed at, and tell the desks of those countries."
---*/
select
    scope, country_code, day, period_days, platform, numerator, numerator_lower, numerator_upper,
    denominator, denominator_lower, denominator_upper, cell, provenance, source_id, row_count
from removed_count
where role = 'origin'
order by scope, country_code, day, period_days, platform
