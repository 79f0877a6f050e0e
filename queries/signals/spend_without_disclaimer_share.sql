/*---
title = "Share of spend on ads that ran without a disclaimer"
family = "ad_transparency"
axis = "harm"
counts = "money spent on ads about social issues, elections or politics in the Ad Library report window, one country's whole report"
unit = "share"
form = "share"
judge = { watch = 0.02, alert = 0.1, weight = 1.0, fresh_days = 7 }
formula = "spend of rows whose disclaimer is missing / spend of all rows that report disclaimers, both as intervals, in the one currency of the report; a report in several currencies is left out, and of a country only the currency of most end days is counted. Of each country and platform one kind of window is used: that with most end days, then the shorter of at least 7 days; windows overlap and are never added up. Lifelong totals and regions are left out."
source = "Unlabelled ads are mostly small: their share of spend was 1 to 20 % where their share of ads was 6 to 73 %, so the thresholds lie lower; weight 1 because small amounts are known only as intervals."
action = "Ask ad review which unlabelled pages spent most, and whether their ads can be labelled or stopped today."
---*/
with windows as (
    -- The pages are read once; all that follows is about a few rows for each report window.
    select
        country_code,
        platform,
        window_kind,
        window_starts_on,
        window_ends_on,
        disclaimer_state,
        currency,
        provenance,
        source_id,
        count(spend_upper) as bounded_rows,
        sum(spend_lower) as spend_lower,
        sum(spend_upper) as spend_upper,
        count(*) as row_count
    from ad_page
    where region is null
    group by
        country_code,
        platform,
        window_kind,
        window_starts_on,
        window_ends_on,
        disclaimer_state,
        currency,
        provenance,
        source_id
),
end_days as (
    select country_code, platform, window_kind, count(distinct window_ends_on) as end_days
    from windows
    where window_kind <> 'lifelong'
    group by country_code, platform, window_kind
),
ranked as (
    select
        country_code,
        platform,
        window_kind,
        row_number() over (
            partition by country_code, platform
            order by
                end_days desc,
                case window_kind
                    when 'last_7_days' then 1
                    when 'last_30_days' then 2
                    when 'last_90_days' then 3
                    else 4
                end
        ) as place
    from end_days
),
chosen as (
    select
        windows.country_code,
        windows.platform,
        windows.window_kind,
        windows.window_ends_on,
        max(windows.source_id) as source_id
    from windows
    inner join ranked
        on ranked.country_code = windows.country_code
        and ranked.platform = windows.platform
        and ranked.window_kind = windows.window_kind
    where ranked.place = 1
    group by
        windows.country_code, windows.platform, windows.window_kind, windows.window_ends_on
),
listed as (
    select
        windows.country_code,
        windows.window_ends_on as day,
        case
            when windows.window_starts_on is not null
                then date_diff('day', windows.window_starts_on, windows.window_ends_on) + 1
            when windows.window_kind = 'last_7_days' then 7
            when windows.window_kind = 'last_30_days' then 30
            when windows.window_kind = 'last_90_days' then 90
            else 1
        end as period_days,
        windows.platform,
        case when windows.disclaimer_state = 'missing' then 1 else 0 end as is_part,
        windows.currency,
        windows.bounded_rows,
        windows.spend_lower,
        windows.spend_upper,
        case windows.provenance
            when 'synthetic' then 1 when 'estimated' then 2 when 'measured' then 3 else 4
        end as strength,
        windows.source_id,
        windows.row_count
    from windows
    inner join chosen
        on chosen.country_code = windows.country_code
        and chosen.platform = windows.platform
        and chosen.window_kind = windows.window_kind
        and chosen.window_ends_on = windows.window_ends_on
        and chosen.source_id = windows.source_id
    where windows.disclaimer_state <> 'not_reported'
),
summed as (
    select
        country_code,
        day,
        period_days,
        platform,
        max(currency) as currency,
        sum(coalesce(spend_lower, 0) * is_part) as part_lower,
        case when sum((row_count - bounded_rows) * is_part) = 0
            then sum(coalesce(spend_upper, 0) * is_part) end as part_upper,
        sum(coalesce(spend_lower, 0)) as whole_lower,
        case when sum(bounded_rows) = sum(row_count) then sum(spend_upper) end as whole_upper,
        min(strength) as strength,
        min(source_id) as source_id,
        sum(row_count) as row_count
    from listed
    group by country_code, day, period_days, platform
    having
        count(distinct currency) = 1
        and sum(case when currency is null and bounded_rows > 0 then 1 else 0 end) = 0
),
main_currency as (
    -- Of a country the currency of most days: figures of others are never added to them.
    select
        country_code,
        currency,
        row_number() over (
            partition by country_code
            order by count(distinct day) desc, max(day) desc, currency
        ) as place
    from summed
    group by country_code, currency
)
select
    cast('country' as varchar) as scope,
    cast(summed.country_code as varchar) as country_code,
    cast(summed.day as date) as day,
    cast(summed.period_days as integer) as period_days,
    cast(summed.platform as varchar) as platform,
    cast(
        case when summed.part_lower = summed.part_upper then summed.part_lower end as double
    ) as numerator,
    cast(summed.part_lower as double) as numerator_lower,
    cast(summed.part_upper as double) as numerator_upper,
    cast(
        case when summed.whole_lower = summed.whole_upper then summed.whole_lower end as double
    ) as denominator,
    cast(summed.whole_lower as double) as denominator_lower,
    cast(summed.whole_upper as double) as denominator_upper,
    cast('observed' as varchar) as cell,
    cast(case summed.strength
        when 1 then 'synthetic' when 2 then 'estimated' when 3 then 'measured' else 'published'
    end as varchar) as provenance,
    cast(summed.source_id as integer) as source_id,
    cast(summed.row_count as bigint) as row_count
from summed
inner join main_currency
    on
        main_currency.country_code = summed.country_code
        and main_currency.currency = summed.currency
where main_currency.place = 1
order by scope, country_code, day, period_days, platform
