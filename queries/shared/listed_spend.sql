/*---
title = "Spend of the report windows that count, of each country in its main currency"
---*/
-- A report in several currencies is left out, and of a country only the currency of most end days
-- counts: currencies are never added up. `among` says of which ads: all, or those whose rows report
-- disclaimers; of these the part is what ran without one. Where no row states a lower bound there
-- is no best value: what nobody stated is not 0.
with part as (
    select
        'all' as among, 1 as is_part, country_code, day, period_days, platform, currency,
        floored_rows, bounded_rows, spend_lower, spend_upper, ranked_provenance, source_id,
        row_count
    from chosen_part
    union all
    select
        'reported' as among, case disclaimer_state when 'missing' then 1 else 0 end as is_part,
        country_code, day, period_days, platform, currency,
        floored_rows, bounded_rows, spend_lower, spend_upper, ranked_provenance, source_id,
        row_count
    from chosen_part
    where disclaimer_state <> 'not_reported'
),
summed as (
    select
        among,
        country_code,
        day,
        period_days,
        platform,
        max(currency) as currency,
        sum(coalesce(spend_lower, 0) * is_part) as part_lower,
        sum(floored_rows * is_part) > 0 or max(is_part) = 0 as is_part_floored,
        sum(floored_rows) > 0 as is_whole_floored,
        case when sum((row_count - bounded_rows) * is_part) = 0
            then sum(coalesce(spend_upper, 0) * is_part) end as part_upper,
        sum(coalesce(spend_lower, 0)) as whole_lower,
        case when sum(bounded_rows) = sum(row_count) then sum(spend_upper) end as whole_upper,
        min(ranked_provenance) as ranked_provenance,
        min(source_id) as source_id,
        sum(row_count) as row_count
    from part
    group by among, country_code, day, period_days, platform
    having
        count(distinct currency) = 1
        and sum(case when currency is null and bounded_rows > 0 then 1 else 0 end) = 0
),
main_currency as (
    select
        among,
        country_code,
        currency,
        row_number() over (
            partition by among, country_code
            order by count(distinct day) desc, max(day) desc, currency
        ) as place
    from summed
    group by among, country_code, currency
)
select
    summed.among,
    'country' as scope,
    summed.country_code,
    summed.day,
    cast(summed.period_days as integer) as period_days,
    summed.platform,
    case when summed.is_part_floored and summed.part_lower = summed.part_upper
        then summed.part_lower end as numerator,
    summed.part_lower as numerator_lower,
    summed.part_upper as numerator_upper,
    case when summed.among = 'reported' and summed.is_whole_floored
            and summed.whole_lower = summed.whole_upper
        then summed.whole_lower end as denominator,
    case summed.among when 'reported' then summed.whole_lower end as denominator_lower,
    case summed.among when 'reported' then summed.whole_upper end as denominator_upper,
    'observed' as cell,
    substr(summed.ranked_provenance, 3) as provenance,
    summed.source_id,
    cast(summed.row_count as bigint) as row_count
from summed
inner join main_currency
    on main_currency.among = summed.among
    and main_currency.country_code = summed.country_code
    and main_currency.currency = summed.currency
where main_currency.place = 1
