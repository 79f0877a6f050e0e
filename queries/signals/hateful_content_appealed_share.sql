/*---
title = "Share of actioned hateful content that was appealed"
family = "enforcement"
axis = "effort"
counts = "pieces of content whose removal was appealed, among those actioned under the hateful conduct policy"
unit = "share"
form = "share"
fresh_days = 120
formula = "content_appealed / content_actioned; of each quarter the newest vintage; published for the world only and never shown for a country"
---*/
select
    scope, country_code, day, period_days, platform, numerator, numerator_lower, numerator_upper,
    denominator, denominator_lower, denominator_upper, cell, provenance, source_id, row_count
from measure_share
where
    table_name = 'enforcement'
    and kind = 'hateful conduct'
    and part_metric = 'content_appealed'
    and whole_metric = 'content_actioned'
order by scope, country_code, day, period_days, platform
