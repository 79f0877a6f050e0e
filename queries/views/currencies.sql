/*---
title = "The currency that signals of money are told in, by country"
parameters = []
[columns]
signal = "VARCHAR"
country_code = "VARCHAR"
currency = "VARCHAR"
---*/
-- A signal of money has one currency in a country, so the rows behind its newest figure name it.
with newest as (
    select
        signal,
        country_code,
        max(day) as day,
        arg_max(source_id, day) as source_id
    from signal_day
    where signal in ('ad_spend', 'advertiser_weekly_spend') and country_code is not null
    group by signal, country_code
),
behind as (
    -- The facts are read once; all that follows is about a few rows for each window.
    select
        'ad_spend' as signal,
        country_code,
        window_ends_on as day,
        source_id,
        min(currency) as currency,
        max(currency) as other_currency
    from ad_page
    where region is null
    group by country_code, window_ends_on, source_id
    union all
    select
        'advertiser_weekly_spend' as signal,
        country_code,
        week_starts_on + 6 as day,
        source_id,
        -- Of the same money in several currencies the signal takes dollars before euros.
        substr(min(preferred), 2) as currency,
        case when bool_and(same_money) then substr(min(preferred), 2) else max(currency) end
            as other_currency
    from (
        select
            country_code, week_starts_on, source_id, currency, same_money,
            case currency when 'USD' then '1' when 'EUR' then '2' else '3' end || currency
                as preferred
        from advertiser_week
        where country_code is not null
    )
    group by country_code, week_starts_on, source_id
)
select newest.signal, newest.country_code, behind.currency
from newest
inner join behind
    on
        behind.signal = newest.signal
        and behind.country_code = newest.country_code
        and behind.day = newest.day
        and behind.source_id = newest.source_id
where behind.currency = behind.other_currency
order by newest.signal, newest.country_code
