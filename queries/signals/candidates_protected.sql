/*---
title = "Candidates under account protection"
family = "candidate_safety"
axis = "protective"
counts = "candidates or their accounts enrolled in a protection programme, as a standing number"
unit = "people"
form = "count"
combine = "max"
fresh_days = 60
formula = "the larger of the metrics candidates_protected and accounts_protected: standing numbers are never added up over days or platforms"
---*/
select
    scope, country_code, day, period_days, platform,
    case when count(value) = count(*) then max(value) end as numerator,
    max(lower) as numerator_lower,
    case when count(upper) = count(*) then max(upper) end as numerator_upper,
    cast(null as double) as denominator, cast(null as double) as denominator_lower,
    cast(null as double) as denominator_upper, substr(max(ranked_cell), 3) as cell,
    substr(min(ranked_provenance), 3) as provenance, min(source_id) as source_id,
    count(*) as row_count
from stated_figure
where
    table_name = 'candidate_safety'
    and is_of_all = 1
    and metric in ('candidates_protected', 'accounts_protected')
group by scope, country_code, day, period_days, platform
order by scope, country_code, day, period_days, platform
