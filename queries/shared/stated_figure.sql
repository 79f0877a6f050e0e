/*---
title = "What each figure of a measure says, and whether it stands for all kinds"
---*/
-- A value that is stated exactly is its own bounds; one below a threshold is at least 0; one that
-- is withheld has none. Where a source states a total, its parts are not counted beside it. Of
-- figures that were published again the newest vintage counts. Ranked words begin with their rank,
-- so that max takes the cell of what was seen, and min the weakest provenance.
with counted as (
    select
        table_name, kind, scope, country_code, period_starts_on, period_ends_on, platform, metric,
        value, lower, upper, qualifier, cell, provenance, source_id
    from measure
    where table_name <> 'enforcement'
    union all
    select
        'enforcement' as table_name,
        case lower(policy_area)
            when 'hate speech' then 'hateful conduct' else lower(policy_area)
        end as kind,
        scope, country_code, period_starts_on, period_ends_on, platform, metric,
        value, lower, upper, qualifier, cell, provenance, source_id
    from (
        select
            scope, country_code, period_starts_on, period_ends_on, platform, policy_area, metric,
            value, lower, upper, qualifier, cell, provenance, source_id,
            row_number() over (
                partition by
                    scope, country_code, period_starts_on, period_ends_on, platform, policy_area,
                    metric
                order by vintage desc, source_id desc, source_row desc
            ) as place
        from enforcement
    ) as published
    where place = 1
)
select
    table_name,
    kind,
    scope,
    country_code,
    period_ends_on as day,
    cast(date_diff('day', period_starts_on, period_ends_on) + 1 as integer) as period_days,
    platform,
    metric,
    case when cell = 'observed' then value end as value,
    case
        when cell = 'below_threshold' then coalesce(lower, 0)
        when cell = 'observed' and qualifier = 'exact' then coalesce(lower, value)
        else lower
    end as lower,
    case
        when cell = 'observed' and qualifier = 'exact' then coalesce(upper, value)
        else upper
    end as upper,
    case cell when 'observed' then 1 else 0 end as is_observed,
    case cell when 'suppressed' then 1 else 0 end as is_suppressed,
    case provenance
        when 'synthetic' then 1 when 'estimated' then 2 when 'measured' then 3 else 4
    end as strength,
    case cell
        when 'observed' then '3 observed' when 'suppressed' then '2 suppressed'
        else '1 below_threshold'
    end as ranked_cell,
    case provenance
        when 'synthetic' then '1 synthetic' when 'estimated' then '2 estimated'
        when 'measured' then '3 measured' else '4 published'
    end as ranked_provenance,
    source_id,
    case
        when kind is null then 1
        else 1 - max(case when kind is null then 1 else 0 end) over (
            partition by
                table_name, scope, country_code, period_starts_on, period_ends_on, platform, metric
        )
    end as is_of_all
from counted
