/*---
title = "Attacks on candidates"
family = "candidate_safety"
axis = "harm"
counts = "attacks on candidates and office-holders recorded by the source, offline and online, lethal ones apart"
unit = "attacks"
form = "count"
window_days = 28
fresh_days = 14
formula = "metric attacks_recorded, or non_lethal_attacks where a period states only that; rows without a gender stand for all, else they are added up"
action = "Ask the candidate safety desk who was attacked, and check that protection was offered to them and their rivals."
settles_days = 3
---*/
select
    scope, country_code, day, period_days, platform, numerator, numerator_lower, numerator_upper,
    denominator, denominator_lower, denominator_upper, cell, provenance, source_id, row_count
from attack
where kind = 'all'
order by scope, country_code, day, period_days, platform
