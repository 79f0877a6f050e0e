/*---
title = "AI labels on ads and content"
family = "ai_label"
axis = "effort"
counts = "ads and pieces of content labelled as made or changed with AI, by the platform or by those who posted them"
unit = "labels"
form = "count"
window_days = 28
fresh_days = 14
lead = 2
confounded_by_effort = true
formula = "metrics ads_labelled + content_labelled; where a period states only one of them, it is a lower bound. Rows with label_kind any stand for all kinds, else the kinds are added up"
source = "Labels applied are effort: more of them may mean more AI, more honesty or better detection, so they are never judged."
---*/
select
    scope, country_code, day, period_days, platform,
    case when count(value) = count(*) and min(metric) <> max(metric)
        then sum(value) end as numerator,
    sum(lower) as numerator_lower,
    case when count(upper) = count(*) and min(metric) <> max(metric)
        then sum(upper) end as numerator_upper,
    cast(null as double) as denominator, cast(null as double) as denominator_lower,
    cast(null as double) as denominator_upper, substr(max(ranked_cell), 3) as cell,
    substr(min(ranked_provenance), 3) as provenance, min(source_id) as source_id,
    cast(sum(row_count) as bigint) as row_count
from measure_sum
where table_name = 'ai_label' and kind = 'all'
    and metric in ('ads_labelled', 'content_labelled')
group by scope, country_code, day, period_days, platform
order by scope, country_code, day, period_days, platform
