/*---
title = "Share of actioned hateful content that was restored"
family = "enforcement"
axis = "protective"
counts = "pieces of content restored with or without an appeal, among those actioned under the hateful conduct policy"
unit = "share"
form = "share"
fresh_days = 120
formula = "content_restored_with_appeal + content_restored_without_appeal over content_actioned; of each quarter the newest vintage; published for the world only and never shown for a country"
---*/
with summed as (
    select
        scope, country_code, day, period_days, platform,
        case when count(case is_part when 1 then value end) = sum(is_part)
            then sum(value * is_part) end as part_value,
        coalesce(sum(lower * is_part), 0) as part_lower,
        case when count(case is_part when 1 then upper end) = sum(is_part)
            then sum(upper * is_part) end as part_upper,
        max(case is_part when 0 then value end) as whole_value,
        coalesce(max(case is_part when 0 then lower end), 0) as whole_lower,
        max(case is_part when 0 then upper end) as whole_upper,
        case
            when max(is_observed * is_part) * max(is_observed * (1 - is_part)) = 1 then 'observed'
            when max(is_suppressed) = 1 then 'suppressed'
            else 'below_threshold'
        end as cell,
        min(ranked_provenance) as ranked_provenance,
        min(source_id) as source_id,
        cast(sum(row_count) as bigint) as row_count
    from (
        select
            scope, country_code, day, period_days, platform, value, lower, upper, is_observed,
            is_suppressed, ranked_provenance, source_id, row_count,
            case metric when 'content_actioned' then 0 else 1 end as is_part
        from measure_sum
        where
            table_name = 'enforcement'
            and kind = 'hateful conduct'
            and metric in (
                'content_restored_with_appeal', 'content_restored_without_appeal',
                'content_actioned'
            )
    ) as taken
    group by scope, country_code, day, period_days, platform
    having min(is_part) = 0 and max(is_part) = 1
),
bounded as (
    select
        scope, country_code, day, period_days, platform, part_value, part_lower,
        least(part_upper, whole_upper) as part_upper, whole_value, whole_lower, whole_upper, cell,
        ranked_provenance, source_id, row_count
    from summed
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
from bounded
order by scope, country_code, day, period_days, platform
