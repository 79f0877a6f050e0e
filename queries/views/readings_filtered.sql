/*---
title = "Newest readings of every signal on a day, for chosen platforms"
parameters = ["as_of", "platforms"]
[columns]
country_code = "VARCHAR"
signal = "VARCHAR"
measured_on = "DATE"
value = "DOUBLE"
lower = "DOUBLE"
upper = "DOUBLE"
cell = "VARCHAR"
provenance = "VARCHAR"
source_id = "INTEGER"
---*/
-- The same rules as build/reading_day.sql, for one day; a test holds the two together. No platform
-- in the list means every platform.
with
method as (
    select
        signal,
        form,
        combine = 'max' as is_max,
        case when combine = 'last' then 1 else window_days end as window_days,
        (fresh_days + 60)::integer as kept_days
    from signal
),
near as (
    -- The newest measured day of each, among the rows that may be read at all.
    select
        stated.country_code,
        stated.signal,
        max(stated.day) as measured_on
    from signal_day as stated
    inner join method on method.signal = stated.signal
    where
        stated.scope = 'country'
        and stated.country_code is not null
        and stated.period_days <= 100
        and stated.day between $as_of - method.kept_days and $as_of
        and (len($platforms) = 0 or list_contains($platforms, stated.platform))
        and (
            method.window_days = 1
            or method.is_max
            or method.form in ('share', 'hours')
            or stated.period_days <= method.window_days
        )
    group by stated.country_code, stated.signal
),
within as (
    select
        stated.country_code,
        stated.signal,
        near.measured_on,
        stated.day,
        -- The shortest period comes first, and in it the platform all, which holds the others.
        stated.period_days * 2 + case when stated.platform = 'all' then 0 else 1 end as grain,
        method.form,
        method.is_max,
        stated.period_days > method.window_days as is_long,
        stated.numerator,
        stated.numerator_lower,
        stated.numerator_upper,
        stated.denominator,
        stated.denominator_lower,
        stated.denominator_upper,
        stated.cell,
        stated.provenance,
        stated.source_id
    from signal_day as stated
    inner join method on method.signal = stated.signal
    inner join near
        on near.country_code = stated.country_code and near.signal = stated.signal
    where
        stated.scope = 'country'
        and stated.period_days <= 100
        and stated.day > $as_of - method.kept_days - method.window_days
        and stated.day between near.measured_on - (method.window_days - 1) and near.measured_on
        and (len($platforms) = 0 or list_contains($platforms, stated.platform))
        and (
            method.window_days = 1
            or method.is_max
            or method.form in ('share', 'hours')
            or stated.period_days <= method.window_days
        )
),
grained as (
    select country_code, signal, day, min(grain) as grain
    from within
    group by country_code, signal, day
),
best as (
    select
        within.country_code, within.signal, within.measured_on, within.day, within.form,
        within.is_max, within.is_long, within.numerator, within.numerator_lower,
        within.numerator_upper, within.denominator, within.denominator_lower,
        within.denominator_upper, within.cell, within.provenance, within.source_id
    from within
    inner join grained
        on grained.country_code = within.country_code
        and grained.signal = within.signal
        and grained.day = within.day
        and grained.grain = within.grain
),
anchor as (
    -- A figure over a longer period than the signal's window stands alone.
    select country_code, signal, any_value(is_long) as is_alone
    from best
    where day = measured_on
    group by country_code, signal
),
taken as (
    select
        best.country_code,
        best.signal,
        best.measured_on as day,
        any_value(best.form) = 'share' as is_share,
        case when any_value(is_max) then max(numerator) else sum(numerator) end as part,
        case when any_value(is_max) then max(numerator_lower) else sum(numerator_lower) end
            as part_lower,
        case when any_value(is_max) then max(numerator_upper) else sum(numerator_upper) end
            as part_upper,
        sum(denominator) as whole,
        sum(denominator_lower) as whole_lower,
        sum(denominator_upper) as whole_upper,
        count(*) - count(numerator) as no_part,
        count(*) - count(numerator_upper) as no_part_upper,
        count(*) - count(denominator) as no_whole,
        count(*) - count(denominator_upper) as no_whole_upper,
        max(case cell when 'observed' then 2 when 'suppressed' then 1 else 0 end) as cell_rank,
        min(
            case provenance
                when 'synthetic' then 1 when 'estimated' then 2 when 'measured' then 3 else 4
            end
        ) as strength,
        min(source_id) as source_id
    from best
    inner join anchor
        on anchor.country_code = best.country_code and anchor.signal = best.signal
    where best.day = best.measured_on or not (anchor.is_alone or best.is_long)
    group by best.country_code, best.signal, best.measured_on
),
bounded as (
    select
        country_code, signal, day, is_share, part, part_lower, part_upper, whole, whole_lower,
        whole_upper, no_part, no_part_upper, no_whole, no_whole_upper, cell_rank, strength,
        source_id,
        is_share or whole is not null or whole_upper is not null as is_ratio
    from taken
),
judged as (
    select
        country_code,
        signal,
        day as measured_on,
        case
            when cell_rank = 2 and no_part = 0 then
                case
                    when not is_ratio then part
                    when no_whole = 0 and whole > 0 then part / whole
                end
        end as value,
        case
            when cell_rank = 1 then null
            when cell_rank = 0 then coalesce(part_lower, 0)
            when not is_ratio then part_lower
            when no_whole_upper > 0 then null
            when is_share and no_part_upper = 0 then
                coalesce(part_lower, 0)
                / nullif(coalesce(part_lower, 0) + greatest(whole_upper - part_upper, 0), 0)
            else coalesce(part_lower, 0) / nullif(whole_upper, 0)
        end as lower,
        case
            when cell_rank = 1 or no_part_upper > 0 then null
            when not is_ratio then part_upper
            when is_share then
                part_upper / nullif(part_upper + greatest(
                    coalesce(whole_lower, 0) - coalesce(part_lower, 0), 0
                ), 0)
            else part_upper / nullif(whole_lower, 0)
        end as upper,
        cell_rank,
        strength,
        source_id
    from bounded
)
select
    country_code,
    signal,
    measured_on,
    value,
    lower,
    upper,
    case cell_rank when 2 then 'observed' when 1 then 'suppressed' else 'below_threshold' end
        as cell,
    case strength
        when 1 then 'synthetic' when 2 then 'estimated' when 3 then 'measured' else 'published'
    end as provenance,
    source_id
from judged
order by country_code, signal
