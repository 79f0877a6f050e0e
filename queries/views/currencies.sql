/*---
title = "The currency that signals of money are told in, by country"
parameters = []
[columns]
signal = "VARCHAR"
country_code = "VARCHAR"
currency = "VARCHAR"
---*/
-- A signal of money has one currency in a country, so the rows behind its newest figure name it.
with newest_spend as (
    select country_code, max(day) as day, arg_max(source_id, day) as source_id
    from signal_day
    where signal = 'ad_spend' and country_code is not null
    group by country_code
),
newest_week as (
    select country_code, max(day) as day, arg_max(source_id, day) as source_id
    from signal_day
    where signal = 'advertiser_weekly_spend' and country_code is not null
    group by country_code
),
behind as (
    -- Only the facts behind each newest figure are grouped: of millions of rows they are some
    -- hundred.
    select
        'ad_spend' as signal,
        country_code,
        min(currency) as currency,
        max(currency) as other_currency
    from ad_page
    where
        region is null
        and exists (
            select 1
            from newest_spend as newest
            where
                newest.country_code = ad_page.country_code
                and newest.day = ad_page.window_ends_on
                and newest.source_id = ad_page.source_id
        )
    group by country_code
    union all
    select
        'advertiser_weekly_spend' as signal,
        country_code,
        -- Of the same money in several currencies the signal takes dollars before euros.
        substr(min(preferred), 2) as currency,
        case when bool_and(same_money) then substr(min(preferred), 2) else max(currency) end
            as other_currency
    from (
        select
            country_code, currency, same_money,
            case currency when 'USD' then '1' when 'EUR' then '2' else '3' end || currency
                as preferred
        from advertiser_week
        where
            exists (
                select 1
                from newest_week as newest
                where
                    newest.country_code = advertiser_week.country_code
                    and newest.day = advertiser_week.week_starts_on + 6
                    and newest.source_id = advertiser_week.source_id
            )
    )
    group by country_code
)
select signal, country_code, currency
from behind
where currency = other_currency
order by signal, country_code
