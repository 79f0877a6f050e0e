/*---
title = "Ads of the report windows that count, as a signal tells them; and those of each disclaimer state"
---*/
-- `among` says of which ads: all, or those whose rows report disclaimers. Of the latter `state` is
-- the part: ads without a disclaimer, or whose payer is withheld.
with part as (
    select 'all' as among, 'any' as state, 1 as is_part, country_code, day, period_days, platform,
        counted_rows, ad_count, ranked_provenance, source_id, row_count
    from chosen_part
    union all
    select 'reported' as among, state.state,
        case when chosen_part.disclaimer_state = state.state then 1 else 0 end as is_part,
        country_code, day, period_days, platform,
        counted_rows, ad_count, ranked_provenance, source_id, row_count
    from chosen_part
    cross join (select 'missing' as state union all select 'anonymised' as state) as state
    where chosen_part.disclaimer_state <> 'not_reported'
)
select
    among,
    state,
    'country' as scope,
    country_code,
    day,
    cast(period_days as integer) as period_days,
    platform,
    cast(case when sum((row_count - counted_rows) * is_part) = 0
        then sum(coalesce(ad_count, 0) * is_part) end as double) as numerator,
    cast(sum(coalesce(ad_count, 0) * is_part) as double) as numerator_lower,
    cast(case when sum((row_count - counted_rows) * is_part) = 0
        then sum(coalesce(ad_count, 0) * is_part) end as double) as numerator_upper,
    cast(case when among = 'reported' and sum(counted_rows) = sum(row_count)
        then sum(ad_count) end as double) as denominator,
    cast(case among when 'reported' then sum(coalesce(ad_count, 0)) end as double)
        as denominator_lower,
    cast(case when among = 'reported' and sum(counted_rows) = sum(row_count)
        then sum(ad_count) end as double) as denominator_upper,
    'observed' as cell,
    substr(min(ranked_provenance), 3) as provenance,
    min(source_id) as source_id,
    cast(sum(row_count) as bigint) as row_count
from part
group by among, state, country_code, day, period_days, platform
