/*---
title = "Networks of coordinated inauthentic behaviour removed in a day, as a signal tells them"
---*/
select
    role,
    scope,
    country_code,
    day,
    cast(1 as integer) as period_days,
    'all' as platform,
    cast(case when sum(is_observed) = count(*) then sum(networks) end as double) as numerator,
    cast(coalesce(sum(case is_observed when 1 then networks end), 0) as double) as numerator_lower,
    cast(case when sum(is_observed) = count(*) then sum(networks) end as double)
        as numerator_upper,
    cast(null as double) as denominator,
    cast(null as double) as denominator_lower,
    cast(null as double) as denominator_upper,
    case
        when max(is_observed) = 1 then 'observed'
        when max(is_suppressed) = 1 then 'suppressed'
        else 'below_threshold'
    end as cell,
    case min(strength)
        when 1 then 'synthetic' when 2 then 'estimated' when 3 then 'measured' else 'published'
    end as provenance,
    min(source_id) as source_id,
    count(*) as row_count
from removed_network
where kind = 'cib'
group by role, scope, country_code, day
