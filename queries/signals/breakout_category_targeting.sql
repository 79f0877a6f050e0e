/*---
title = "Highest Breakout category of an operation that targeted the country"
family = "influence_operation"
axis = "harm"
counts = "category on the Breakout Scale, 1 (one platform, one community) to 6 (policy response or call to violence), of removed networks that aimed at the country"
unit = "category"
form = "count"
combine = "max"
window_days = 180
events = true
fresh_days = 100
formula = "kinds cib and inauthentic_behaviour; the highest among networks with a stated category; networks without one say nothing; a statement that no network was removed is category 0, no operation"
action = "Ask threat investigators who amplifies the operation, and brief the response lead on where it broke out."
---*/
with removed as (
    select
        scope, country_code, day, ranked_provenance, source_id,
        cast(case when networks = 0 then 0 else breakout_category end as double) as category
    from removed_network
    where
        role = 'target'
        and kind in ('cib', 'inauthentic_behaviour')
        and (breakout_category is not null or networks = 0)
        and cell = 'observed'
)
select
    scope, country_code, day, cast(1 as integer) as period_days, 'all' as platform,
    max(category) as numerator, max(category) as numerator_lower, max(category) as numerator_upper,
    cast(null as double) as denominator, cast(null as double) as denominator_lower,
    cast(null as double) as denominator_upper, 'observed' as cell,
    substr(min(ranked_provenance), 3) as provenance, min(source_id) as source_id,
    count(*) as row_count
from removed
group by scope, country_code, day
order by scope, country_code, day, period_days, platform
