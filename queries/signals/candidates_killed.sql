/*---
title = "Candidates killed"
family = "candidate_safety"
axis = "harm"
counts = "candidates and aspirants killed during campaigning, recorded by the source"
unit = "people"
form = "count"
window_days = 90
fresh_days = 30
formula = "metric candidates_killed; rows without a gender stand for all, else they are added up"
action = "Confirm the killing with the regional desk, tell the crisis lead, and offer protection to the other candidates."
settles_days = 3
---*/
select
    scope, country_code, day, period_days, platform, numerator, numerator_lower, numerator_upper,
    denominator, denominator_lower, denominator_upper, cell, provenance, source_id, row_count
from measure_total
where table_name = 'candidate_safety' and kind = 'all' and metric = 'candidates_killed'
order by scope, country_code, day, period_days, platform
