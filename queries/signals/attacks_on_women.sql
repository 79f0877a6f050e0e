/*---
title = "Attacks on women in politics"
family = "candidate_safety"
axis = "harm"
counts = "attacks on women who stand for or hold office, recorded by the source, offline and online, lethal ones apart"
unit = "attacks"
form = "count"
window_days = 28
fresh_days = 14
formula = "metric attacks_recorded of the gender women, or non_lethal_attacks of it where a period states only that; a source that tells no genders says nothing of it"
action = "Ask the candidate safety desk whether one campaign aims at several women, and offer them account protection."
settles_days = 3
---*/
select
    scope, country_code, day, period_days, platform, numerator, numerator_lower, numerator_upper,
    denominator, denominator_lower, denominator_upper, cell, provenance, source_id, row_count
from attack
where kind = 'women'
order by scope, country_code, day, period_days, platform
