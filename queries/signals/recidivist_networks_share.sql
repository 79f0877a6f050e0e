/*---
title = "Share of removed networks that had come back"
family = "influence_operation"
axis = "harm"
counts = "networks that had been removed before, among removed networks that aimed at the country and of which it is stated"
unit = "share"
form = "share"
window_days = 365
events = true
fresh_days = 100
formula = "kind cib; networks of which nothing is stated are in neither number; a network with several targets counts in each of them, so countries do not add up to the world"
source = "Operations that return in spite of removal are funded and determined. Not judged: of no network there is no share, so that it can never be known where nothing was removed, and what is not known counts at its worst."
action = "Ask threat investigators how the network came back and whether the way that it took is closed."
---*/
with removed as (
    select
        scope, country_code, day, networks, ranked_provenance, source_id,
        case when recidivist then networks else 0 end as returned
    from removed_network
    where role = 'target' and kind = 'cib' and recidivist is not null and cell = 'observed'
)
select
    scope, country_code, day, cast(1 as integer) as period_days, 'all' as platform,
    sum(returned) as numerator, sum(returned) as numerator_lower, sum(returned) as numerator_upper,
    sum(networks) as denominator, sum(networks) as denominator_lower,
    sum(networks) as denominator_upper,
    'observed' as cell,
    substr(min(ranked_provenance), 3) as provenance, min(source_id) as source_id,
    count(*) as row_count
from removed
group by scope, country_code, day
order by scope, country_code, day, period_days, platform
