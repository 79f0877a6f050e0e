/*---
title = "Share of actioned hateful content found before a report"
family = "enforcement"
axis = "effort"
counts = "pieces of content found by the platform before people reported them, among those actioned under the hateful conduct policy"
unit = "share"
form = "share"
fresh_days = 120
confounded_by_effort = true
formula = "proactive_rate weighted by content_actioned of the same platform and quarter; of each quarter the newest vintage; published for the world only and never shown for a country"
---*/
with vintages as (
    select
        scope,
        country_code,
        period_starts_on,
        period_ends_on,
        platform,
        metric,
        value,
        lower,
        upper,
        qualifier,
        cell,
        provenance,
        source_id,
        row_number() over (
            partition by
                scope, country_code, period_starts_on, period_ends_on, platform, policy_area, metric
            order by vintage desc, source_id desc, source_row desc
        ) as place
    from enforcement
    where
        lower(policy_area) in ('hate speech', 'hateful conduct')
        and metric in (
            'proactive_rate',
            'content_actioned'
        )
),
stated as (
    select
        scope,
        country_code,
        period_ends_on as day,
        date_diff('day', period_starts_on, period_ends_on) + 1 as period_days,
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
        cell,
        case provenance
            when 'synthetic' then 1 when 'estimated' then 2 when 'measured' then 3 else 4
        end as strength,
        source_id
    from vintages
    where place = 1
),
paired as (
    select
        scope,
        country_code,
        day,
        period_days,
        platform,
        sum(case when metric = 'proactive_rate' then value end) as rate,
        sum(case when metric = 'proactive_rate' then lower end) as rate_lower,
        sum(case when metric = 'proactive_rate' then upper end) as rate_upper,
        sum(case when metric = 'content_actioned' then value end) as actioned,
        min(case when cell = 'observed' then 1 else 0 end) as is_observed,
        max(case when cell = 'suppressed' then 1 else 0 end) as is_suppressed,
        min(strength) as strength,
        min(source_id) as source_id,
        count(*) as row_count
    from stated
    group by scope, country_code, day, period_days, platform
    having
        count(case when metric = 'proactive_rate' then 1 end) = 1
        and count(case when metric = 'content_actioned' then 1 end) = 1
)
select
    cast(scope as varchar) as scope,
    cast(country_code as varchar) as country_code,
    cast(day as date) as day,
    cast(period_days as integer) as period_days,
    cast(platform as varchar) as platform,
    cast(rate * actioned as double) as numerator,
    cast(coalesce(rate_lower, 0) * actioned as double) as numerator_lower,
    cast(coalesce(rate_upper, 1) * actioned as double) as numerator_upper,
    cast(actioned as double) as denominator,
    cast((coalesce(rate_lower, 0) + 1 - coalesce(rate_upper, 1)) * actioned as double)
        as denominator_lower,
    cast((coalesce(rate_upper, 1) + 1 - coalesce(rate_lower, 0)) * actioned as double)
        as denominator_upper,
    cast(case
        when is_observed = 1 then 'observed'
        when is_suppressed = 1 then 'suppressed'
        else 'below_threshold'
    end as varchar) as cell,
    cast(case strength
        when 1 then 'synthetic' when 2 then 'estimated' when 3 then 'measured' else 'published'
    end as varchar) as provenance,
    cast(source_id as integer) as source_id,
    cast(row_count as bigint) as row_count
from paired
order by scope, country_code, day, period_days, platform
