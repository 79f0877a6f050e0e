/*---
title = "Money spent by advertisers in a week"
family = "ad_transparency"
axis = "effort"
counts = "spend of advertisers by week in Google's political ads bundle, where the country is certain"
unit = "each country's own currency"
form = "money"
combine = "last"
fresh_days = 21
formula = "sum over advertisers of one currency: of the same money in several currencies US dollars, then euros, then the first by code; weeks billed in several currencies are left out, and of a country only the currency of most weeks is counted: currencies are never added up"
---*/
with ranked as (
    select
        country_code,
        week_starts_on,
        platform,
        currency,
        same_money,
        coalesce(sum(spend_lower), 0) as spend_lower,
        case when count(*) = count(spend_upper) and sum(spend_lower) = sum(spend_upper)
            then sum(spend_lower) end as spend,
        case when count(spend_upper) = count(*) then sum(spend_upper) end as spend_upper,
        min(case provenance
            when 'synthetic' then '1 synthetic' when 'estimated' then '2 estimated'
            when 'measured' then '3 measured' else '4 published'
        end) as ranked_provenance,
        min(source_id) as source_id,
        count(*) as row_count,
        count(*) over (partition by country_code, week_starts_on, platform) as currency_count,
        row_number() over (
            partition by country_code, week_starts_on, platform
            order by case currency when 'USD' then 1 when 'EUR' then 2 else 3 end, currency
        ) as place
    from advertiser_week
    where country_code is not null
    group by country_code, week_starts_on, platform, currency, same_money
),
counted as (
    select
        country_code, week_starts_on, platform, currency, spend, spend_lower, spend_upper,
        ranked_provenance, source_id, row_count
    from ranked
    where place = 1 and (same_money or currency_count = 1)
),
main_currency as (
    -- Of a country the currency of most weeks: figures of others are never added to them.
    select
        country_code,
        currency,
        row_number() over (
            partition by country_code
            order by count(distinct week_starts_on) desc, max(week_starts_on) desc, currency
        ) as place
    from counted
    group by country_code, currency
)
select
    'country' as scope,
    counted.country_code,
    cast(counted.week_starts_on + interval 6 day as date) as day,
    cast(7 as integer) as period_days,
    counted.platform,
    counted.spend as numerator,
    counted.spend_lower as numerator_lower,
    counted.spend_upper as numerator_upper,
    cast(null as double) as denominator, cast(null as double) as denominator_lower,
    cast(null as double) as denominator_upper, 'observed' as cell,
    substr(counted.ranked_provenance, 3) as provenance, counted.source_id, counted.row_count
from counted
inner join main_currency
    on main_currency.country_code = counted.country_code
    and main_currency.currency = counted.currency
where main_currency.place = 1
order by scope, country_code, day, period_days, platform
