/*---
title = "Fake accounts actioned"
family = "enforcement"
axis = "effort"
counts = "accounts disabled as fake, by the platform; attempts blocked at sign-up are not in it"
unit = "accounts"
form = "count"
combine = "last"
fresh_days = 120
confounded_by_effort = true
formula = "of each quarter the newest vintage; published for the world only and never shown for a country"
---*/
select
    scope, country_code, day, period_days, platform,
    case when count(value) = count(*) then sum(value) end as numerator,
    sum(lower) as numerator_lower,
    case when count(upper) = count(*) then sum(upper) end as numerator_upper,
    cast(null as double) as denominator, cast(null as double) as denominator_lower,
    cast(null as double) as denominator_upper, substr(max(ranked_cell), 3) as cell,
    substr(min(ranked_provenance), 3) as provenance, min(source_id) as source_id,
    cast(sum(row_count) as bigint) as row_count
from measure_sum
where table_name = 'enforcement' and kind = 'fake accounts'
    and metric in ('content_actioned', 'accounts_actioned')
group by scope, country_code, day, period_days, platform
order by scope, country_code, day, period_days, platform
