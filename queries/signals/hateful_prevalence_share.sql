/*---
title = "Prevalence of hateful content"
family = "enforcement"
axis = "harm"
counts = "views of hateful content among all views of content, sampled by the platform"
unit = "share"
form = "share"
fresh_days = 120
formula = "the share as published, mostly as a lower and an upper bound (metrics prevalence, lowerbound_prevalence, upperbound_prevalence, ubp); of each quarter the newest vintage; published for the world only and never shown for a country"
---*/
with paired as (
    select
        scope, country_code, day, period_days, platform,
        max(case metric when 'prevalence' then value end) as stated,
        coalesce(
            max(case when metric in ('prevalence', 'lowerbound_prevalence') then lower end), 0
        ) as lower,
        coalesce(min(case when metric <> 'lowerbound_prevalence' then upper end), 1) as upper,
        substr(max(ranked_cell), 3) as cell,
        min(ranked_provenance) as ranked_provenance,
        min(source_id) as source_id,
        count(*) as row_count
    from stated_figure
    where
        table_name = 'enforcement'
        and kind = 'hateful conduct'
        and metric in ('prevalence', 'lowerbound_prevalence', 'upperbound_prevalence', 'ubp')
    group by scope, country_code, day, period_days, platform
)
select
    scope, country_code, day, period_days, platform,
    case when lower = upper then lower else stated end as numerator,
    lower as numerator_lower,
    upper as numerator_upper,
    cast(1 as double) as denominator,
    lower + 1 - upper as denominator_lower,
    upper + 1 - lower as denominator_upper,
    cell, substr(ranked_provenance, 3) as provenance, source_id, row_count
from paired
order by scope, country_code, day, period_days, platform
