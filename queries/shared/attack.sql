/*---
title = "Attacks on candidates and office-holders, of all genders and of each"
---*/
-- What is recorded in all, or the attacks that killed nobody where a period states only these.
select
    kind,
    scope, country_code, day, period_days, platform, numerator, numerator_lower, numerator_upper,
    denominator, denominator_lower, denominator_upper, cell, provenance, source_id, row_count
from (
    select
        kind, scope, country_code, day, period_days, platform, numerator, numerator_lower,
        numerator_upper, denominator, denominator_lower, denominator_upper, cell, provenance,
        source_id, row_count,
        row_number() over (
            partition by kind, scope, country_code, day, period_days, platform order by metric
        ) as place
    from measure_total
    where
        table_name = 'candidate_safety' and metric in ('attacks_recorded', 'non_lethal_attacks')
) as stated
where place = 1
