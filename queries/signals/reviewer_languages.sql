/*---
title = "Languages that reviewers cover"
family = "capacity"
axis = "effort"
counts = "languages in which people review content for the country"
unit = "languages"
form = "count"
combine = "max"
fresh_days = 180
formula = "metric reviewer_languages, the largest stated: platforms share reviewers"
---*/
select
    scope, country_code, day, period_days, platform, numerator, numerator_lower, numerator_upper,
    denominator, denominator_lower, denominator_upper, cell, provenance, source_id, row_count
from measure_largest
where table_name = 'capacity' and metric = 'reviewer_languages'
order by scope, country_code, day, period_days, platform
