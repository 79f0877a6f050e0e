/*---
title = "Share of fact-checked misinformation that was AI"
family = "ai_label"
axis = "harm"
counts = "ratings by fact-checkers on AI content among all their ratings of misinformation on elections, politics and social topics"
unit = "share"
form = "share"
fresh_days = 30
formula = "the share as published; figures of several platforms are averaged; an open upper bound is 1"
action = "Ask the fact-checking desk which AI claims spread, and check whether the same clip or voice is seen elsewhere."
---*/
select
    scope, country_code, day, period_days, platform,
    case when count(value) = count(*) then sum(value) end as numerator,
    sum(coalesce(lower, 0)) as numerator_lower,
    sum(coalesce(upper, 1)) as numerator_upper,
    cast(count(*) as double) as denominator,
    sum(coalesce(lower, 0) + 1 - coalesce(upper, 1)) as denominator_lower,
    sum(coalesce(upper, 1) + 1 - coalesce(lower, 0)) as denominator_upper,
    substr(max(ranked_cell), 3) as cell, substr(min(ranked_provenance), 3) as provenance,
    min(source_id) as source_id,
    count(*) as row_count
from stated_figure
where
    table_name = 'ai_label'
    and is_of_all = 1
    and metric = 'ai_share_of_fact_checked_misinformation'
group by scope, country_code, day, period_days, platform
order by scope, country_code, day, period_days, platform
