/*---
title = "Main languages that classifiers do not cover"
family = "capacity"
axis = "harm"
counts = "main languages of the country that classifiers do not rate, of all its main languages"
unit = "share"
form = "share"
fresh_days = 180
formula = "(main_languages - main_languages_classified) / main_languages, as stated for one period and platform; counts of languages without that of the main ones say nothing of it"
action = "Ask trust and safety staffing which of the main languages is uncovered and who can be on call until polling day."
---*/
select
    scope, country_code, day, period_days, platform, numerator, numerator_lower, numerator_upper,
    denominator, denominator_lower, denominator_upper, cell, provenance, source_id, row_count
from measure_rest
where table_name = 'capacity' and whole_metric = 'main_languages'
    and part_metric = 'main_languages_classified'
order by scope, country_code, day, period_days, platform
