/*---
title = "Languages that classifiers cover"
family = "capacity"
axis = "effort"
counts = "languages in which classifiers rate content for the country"
unit = "languages"
form = "count"
combine = "max"
fresh_days = 180
formula = "metric classifier_languages, the largest stated: platforms share classifiers"
---*/
select
    scope, country_code, day, period_days, platform, numerator, numerator_lower, numerator_upper,
    denominator, denominator_lower, denominator_upper, cell, provenance, source_id, row_count
from measure_largest
where table_name = 'capacity' and metric = 'classifier_languages'
order by scope, country_code, day, period_days, platform
