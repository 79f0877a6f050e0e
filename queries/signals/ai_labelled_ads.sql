/*---
title = "Ads with an AI label"
family = "ai_label"
axis = "effort"
counts = "ads labelled as made or changed with AI"
unit = "ads"
form = "count"
window_days = 28
fresh_days = 14
confounded_by_effort = true
formula = "metric ads_labelled; rows with label_kind any stand for all kinds, else the kinds are added up"
---*/
select
    scope, country_code, day, period_days, platform, numerator, numerator_lower, numerator_upper,
    denominator, denominator_lower, denominator_upper, cell, provenance, source_id, row_count
from measure_total
where table_name = 'ai_label' and kind = 'all' and metric = 'ads_labelled'
order by scope, country_code, day, period_days, platform
