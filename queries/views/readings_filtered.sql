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
        combine = 'last' as is_last,
        case when combine = 'last' then 1 else window_days end as window_days,
        (fresh_days + 60)::integer as kept_days
    from signal
),
added as (
    -- Where only the last day counts: days on which platforms are added up. Far enough back that a
    -- day of any window finds the same.
    select
        stated.country_code,
        stated.signal,
        stated.period_days,
        stated.day
    from signal_day as stated
    inner join method on method.signal = stated.signal
    where
        method.is_last
        and stated.platform <> 'all'
        and stated.scope = 'country'
        and stated.country_code is not null
        and stated.period_days <= 100
        and stated.day <= $as_of
        and stated.day > $as_of - 2 * method.kept_days - 100
        and (len($platforms) = 0 or list_contains($platforms, stated.platform))
    group by stated.country_code, stated.signal, stated.period_days, stated.day
    having count(*) > 1
),
sharing as (
    select distinct country_code, signal, period_days
    from added
),
turn as (
    -- Each figure of a platform that is ever added to others, and its next over as long a period.
    select
        stated.country_code,
        sharing.signal,
        stated.period_days,
        stated.day,
        method.kept_days,
        stated.day + least(
            stated.period_days,
            coalesce(stated.day - lag(stated.day) over alone, stated.period_days)
        )::integer as due_day,
        lead(stated.day) over alone as next_day
    from signal_day as stated
    inner join method on method.signal = stated.signal
    inner join sharing
        on sharing.country_code = stated.country_code
        and sharing.signal = stated.signal
        and sharing.period_days = stated.period_days
    where
        stated.platform <> 'all'
        and stated.scope = 'country'
        and stated.day <= $as_of
        and stated.day > $as_of - 2 * method.kept_days - 100
        and (len($platforms) = 0 or list_contains($platforms, stated.platform))
    window
        alone as (
            partition by
                stated.country_code, sharing.signal, stated.period_days, stated.platform
            order by stated.day
        )
),
silent as (
    -- What the others say on days without that platform is no figure of all of them: it would fall
    -- because nobody spoke. The figure before it stands until it is stale.
    select
        turn.country_code,
        turn.signal,
        turn.period_days * 2 + 1 as grain,
        turn.due_day as first_day,
        least(
            coalesce(turn.next_day - 1, turn.day + turn.kept_days), turn.day + turn.kept_days
        ) as last_day
    from turn
    inner join added
        on added.country_code = turn.country_code
        and added.signal = turn.signal
        and added.period_days = turn.period_days
        and added.day = turn.day
    where turn.next_day is null or turn.next_day > turn.due_day
),
known as (
    -- The rows that may be read at all.
    select
        stated.country_code,
        stated.signal,
        stated.day,
        -- The shortest period comes first, and in it the platform all, which holds the others.
        stated.period_days * 2 + case when stated.platform = 'all' then 0 else 1 end as grain,
        method.kept_days,
        method.window_days,
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
    where
        stated.scope = 'country'
        and stated.country_code is not null
        and stated.period_days <= 100
        and stated.day > $as_of - method.kept_days - method.window_days
        and stated.day <= $as_of
        and (len($platforms) = 0 or list_contains($platforms, stated.platform))
        and (
            method.window_days = 1
            or method.is_max
            or method.form in ('share', 'hours')
            or stated.period_days <= method.window_days
        )
),
spoken as (
    select
        country_code, signal, day, grain, kept_days, window_days, form, is_max, is_long, numerator,
        numerator_lower, numerator_upper, denominator, denominator_lower, denominator_upper, cell,
        provenance, source_id
    from known
    where not exists (
        select 1
        from silent
        where
            silent.country_code = known.country_code
            and silent.signal = known.signal
            and silent.grain = known.grain
            and known.day between silent.first_day and silent.last_day
    )
),
near as (
    -- The newest measured day of each.
    select
        country_code,
        signal,
        max(day) as measured_on
    from spoken
    where day >= $as_of - kept_days
    group by country_code, signal
),
within as (
    select
        spoken.country_code,
        spoken.signal,
        near.measured_on,
        spoken.day,
        spoken.grain,
        spoken.form,
        spoken.is_max,
        spoken.is_long,
        spoken.numerator,
        spoken.numerator_lower,
        spoken.numerator_upper,
        spoken.denominator,
        spoken.denominator_lower,
        spoken.denominator_upper,
        spoken.cell,
        spoken.provenance,
        spoken.source_id
    from spoken
    inner join near
        on near.country_code = spoken.country_code and near.signal = spoken.signal
    where
        spoken.day between near.measured_on - (spoken.window_days - 1) and near.measured_on
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
                when 'estimated' then 2 when 'measured' then 3 when 'published' then 4 else 1
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
