/*---
title = "Networks of coordinated inauthentic behaviour removed in a day, as a signal tells them"
---*/
-- Of a network that is not observed the number is not known, at least 0.
select
    role,
    scope,
    country_code,
    day,
    cast(1 as integer) as period_days,
    'all' as platform,
    case when min(ranked_cell) = '3 observed' then sum(networks) end as numerator,
    sum(case cell when 'observed' then networks else 0 end) as numerator_lower,
    case when min(ranked_cell) = '3 observed' then sum(networks) end as numerator_upper,
    cast(null as double) as denominator, cast(null as double) as denominator_lower,
    cast(null as double) as denominator_upper, substr(max(ranked_cell), 3) as cell,
    substr(min(ranked_provenance), 3) as provenance, min(source_id) as source_id,
    count(*) as row_count
from removed_network
where kind = 'cib'
group by role, scope, country_code, day
