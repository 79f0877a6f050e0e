/*---
title = "Violent and inciting content actioned"
family = "enforcement"
axis = "effort"
counts = "pieces of content actioned under the violence and incitement policy, by the platform"
unit = "items"
form = "count"
combine = "last"
fresh_days = 120
confounded_by_effort = true
formula = "of each quarter the newest vintage; published for the world only and never shown for a country"
---*/
select
    scope, country_code, day, period_days, platform, numerator, numerator_lower, numerator_upper,
    denominator, denominator_lower, denominator_upper, cell, provenance, source_id, row_count
from measure_total
where
    table_name = 'enforcement'
    and kind = 'violence and incitement'
    and metric = 'content_actioned'
order by scope, country_code, day, period_days, platform
