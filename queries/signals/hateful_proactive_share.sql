/*---
title = "Share of actioned hateful content found before a report"
family = "enforcement"
axis = "effort"
counts = "pieces of content found by the platform before people reported them, among those actioned under the hateful conduct policy"
unit = "share"
form = "share"
fresh_days = 120
confounded_by_effort = true
formula = "proactive_rate weighted by content_actioned of the same platform and quarter; of each quarter the newest vintage; published for the world only and never shown for a country"
---*/
with paired as (
    select
        scope, country_code, day, period_days, platform,
        sum(case metric when 'proactive_rate' then value end) as rate,
        coalesce(sum(case metric when 'proactive_rate' then lower end), 0) as lower,
        coalesce(sum(case metric when 'proactive_rate' then upper end), 1) as upper,
        sum(case metric when 'content_actioned' then value end) as actioned,
        case
            when min(is_observed) = 1 then 'observed'
            when max(is_suppressed) = 1 then 'suppressed'
            else 'below_threshold'
        end as cell,
        min(ranked_provenance) as ranked_provenance,
        min(source_id) as source_id,
        count(*) as row_count
    from stated_figure
    where
        table_name = 'enforcement'
        and kind = 'hateful conduct'
        and metric in ('proactive_rate', 'content_actioned')
    group by scope, country_code, day, period_days, platform
    having
        count(case metric when 'proactive_rate' then 1 end) = 1
        and count(case metric when 'content_actioned' then 1 end) = 1
)
select
    scope, country_code, day, period_days, platform,
    rate * actioned as numerator,
    lower * actioned as numerator_lower,
    upper * actioned as numerator_upper,
    actioned as denominator,
    (lower + 1 - upper) * actioned as denominator_lower,
    (upper + 1 - lower) * actioned as denominator_upper,
    cell, substr(ranked_provenance, 3) as provenance, source_id, row_count
from paired
order by scope, country_code, day, period_days, platform
