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
with weeks as (
    select
        country_code,
        week_starts_on,
        platform,
        currency,
        same_money,
        sum(coalesce(spend_lower, 0)) as spend_lower,
        case when count(spend_upper) = count(*) then sum(spend_upper) end as spend_upper,
        min(case provenance
            when 'synthetic' then 1 when 'estimated' then 2 when 'measured' then 3 else 4
        end) as strength,
        min(source_id) as source_id,
        count(*) as row_count
    from advertiser_week
    where country_code is not null
    group by country_code, week_starts_on, platform, currency, same_money
),
ranked as (
    select
        country_code,
        week_starts_on,
        platform,
        currency,
        same_money,
        spend_lower,
        spend_upper,
        strength,
        source_id,
        row_count,
        count(*) over (partition by country_code, week_starts_on, platform) as currency_count,
        row_number() over (
            partition by country_code, week_starts_on, platform
            order by case currency when 'USD' then 1 when 'EUR' then 2 else 3 end, currency
        ) as place
    from weeks
),
counted as (
    select
        country_code, week_starts_on, platform, currency, spend_lower, spend_upper, strength,
        source_id, row_count
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
    cast('country' as varchar) as scope,
    cast(counted.country_code as varchar) as country_code,
    cast(counted.week_starts_on + interval 6 day as date) as day,
    cast(7 as integer) as period_days,
    cast(counted.platform as varchar) as platform,
    cast(
        case when counted.spend_lower = counted.spend_upper then counted.spend_lower end as double
    ) as numerator,
    cast(counted.spend_lower as double) as numerator_lower,
    cast(counted.spend_upper as double) as numerator_upper,
    cast(null as double) as denominator,
    cast(null as double) as denominator_lower,
    cast(null as double) as denominator_upper,
    cast('observed' as varchar) as cell,
    cast(case counted.strength
        when 1 then 'synthetic' when 2 then 'estimated' when 3 then 'measured' else 'published'
    end as varchar) as provenance,
    cast(counted.source_id as integer) as source_id,
    cast(counted.row_count as bigint) as row_count
from counted
inner join main_currency
    on
        main_currency.country_code = counted.country_code
        and main_currency.currency = counted.currency
where main_currency.place = 1
order by scope, country_code, day, period_days, platform
