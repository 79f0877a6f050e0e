/*---
title = "Share of AI labels that the poster disclosed"
family = "ai_label"
axis = "protective"
counts = "labelled ads and content whose poster said that AI was used, among all labelled"
unit = "share"
form = "share"
window_days = 28
fresh_days = 14
formula = "label_kind self_disclosed / label_kind any, or / all kinds added up where any is not stated"
---*/
with paired as (
    -- A metric counts where more is labelled in it than what was disclosed, or a total is stated.
    select
        part.scope, part.country_code, part.day, part.period_days, part.platform,
        case when count(part.value) = count(*) then sum(part.value) end as part_value,
        coalesce(sum(part.lower), 0) as part_lower,
        least(
            case when count(part.upper) = count(*) then sum(part.upper) end,
            case when count(whole.upper) = count(*) then sum(whole.upper) end
        ) as part_upper,
        case when count(whole.value) = count(*) then sum(whole.value) end as whole_value,
        coalesce(sum(whole.lower), 0) as whole_lower,
        case when count(whole.upper) = count(*) then sum(whole.upper) end as whole_upper,
        case
            when max(part.is_observed) * max(whole.is_observed) = 1 then 'observed'
            when greatest(max(part.is_suppressed), max(whole.is_suppressed)) = 1 then 'suppressed'
            else 'below_threshold'
        end as cell,
        least(min(part.ranked_provenance), min(whole.ranked_provenance)) as ranked_provenance,
        least(min(part.source_id), min(whole.source_id)) as source_id,
        cast(sum(part.row_count) + sum(whole.row_count) as bigint) as row_count
    from measure_sum as part
    inner join measure_sum as whole
        on whole.metric = part.metric
        and whole.scope = part.scope
        and whole.country_code is not distinct from part.country_code
        and whole.day = part.day
        and whole.period_days = part.period_days
        and whole.platform = part.platform
    where
        part.table_name = 'ai_label'
        and part.metric in ('ads_labelled', 'content_labelled')
        and part.kind = 'self_disclosed'
        and whole.table_name = 'ai_label'
        and whole.metric in ('ads_labelled', 'content_labelled')
        and whole.kind = 'all'
        and (whole.has_total = 1 or whole.row_count > part.row_count)
    group by part.scope, part.country_code, part.day, part.period_days, part.platform
)
select
    scope, country_code, day, period_days, platform,
    case when part_upper is not null then part_value end as numerator,
    part_lower as numerator_lower,
    part_upper as numerator_upper,
    whole_value as denominator,
    part_lower + greatest(whole_lower - coalesce(part_upper, whole_lower), 0) as denominator_lower,
    part_upper + whole_upper - part_lower as denominator_upper,
    cell, substr(ranked_provenance, 3) as provenance, source_id, row_count
from paired
order by scope, country_code, day, period_days, platform
