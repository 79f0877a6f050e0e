/*---
title = "Readings: the newest known value of every signal on every day of the window"
parameters = ["window_starts_on", "window_ends_on"]
[columns]
day = "DATE"
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
-- The rules are told in docs/signals.md, "From figures to readings"; views/readings_filtered.sql
-- follows the same rules for one day and some platforms.
with
method as (
    -- A short number stands for a signal's name while millions of rows are sorted.
    select
        signal,
        (row_number() over (order by signal))::smallint as signal_no,
        form,
        combine = 'max' as is_max,
        combine = 'last' as is_last,
        case when combine = 'last' then 1 else window_days end as window_days,
        (fresh_days + 60)::integer as kept_days
    from signal
),
figure as (
    -- One row for each measured day and grain, platforms taken together. A figure over a longer
    -- period than the signal's window is not added to others: a count is left out, a share stands
    -- alone.
    select
        stated.country_code,
        method.signal_no,
        stated.day,
        -- The shortest period comes first, and in it the platform all, which holds the others.
        stated.period_days * 2 + case when stated.platform = 'all' then 0 else 1 end as grain,
        any_value(method.is_max) as is_max,
        any_value(
            case when stated.period_days > method.window_days then 1 else method.window_days end
        )::integer as window_days,
        any_value(method.kept_days) as kept_days,
        any_value(method.form = 'share') as is_share,
        case when any_value(method.is_max) then max(numerator) else sum(numerator) end as part,
        case when any_value(method.is_max) then max(numerator_lower) else sum(numerator_lower) end
            as part_lower,
        case when any_value(method.is_max) then max(numerator_upper) else sum(numerator_upper) end
            as part_upper,
        sum(denominator) as whole,
        sum(denominator_lower) as whole_lower,
        sum(denominator_upper) as whole_upper,
        (count(*) - count(numerator))::integer as no_part,
        (count(*) - count(numerator_upper))::integer as no_part_upper,
        (count(*) - count(denominator))::integer as no_whole,
        (count(*) - count(denominator_upper))::integer as no_whole_upper,
        max(case stated.cell when 'observed' then 2 when 'suppressed' then 1 else 0 end)::tinyint
            as cell_rank,
        min(
            case stated.provenance
                when 'synthetic' then 1 when 'estimated' then 2 when 'measured' then 3 else 4
            end
        )::tinyint as strength,
        min(stated.source_id) as source_id
    from signal_day as stated
    inner join method on method.signal = stated.signal
    where
        stated.scope = 'country'
        and stated.country_code is not null
        and stated.period_days <= 100
        and stated.day <= $window_ends_on
        and stated.day > $window_starts_on - method.kept_days - method.window_days
        and (
            method.window_days = 1
            or method.is_max
            or method.form in ('share', 'hours')
            or stated.period_days <= method.window_days
        )
    group by stated.country_code, method.signal_no, stated.day, grain
),
added as (
    -- Where only the last day counts: days on which platforms are added up. Far enough back that a
    -- day of any window finds the same.
    select
        stated.country_code,
        method.signal_no,
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
        and stated.day <= $window_ends_on
        and stated.day > $window_starts_on - 2 * method.kept_days - 100
    group by stated.country_code, method.signal_no, stated.period_days, stated.day
    having count(*) > 1
),
sharing as (
    select distinct country_code, signal_no, period_days
    from added
),
turn as (
    -- Each figure of a platform that is ever added to others, and its next over as long a period.
    select
        stated.country_code,
        sharing.signal_no,
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
        and sharing.signal_no = method.signal_no
        and sharing.period_days = stated.period_days
    where
        stated.platform <> 'all'
        and stated.scope = 'country'
        and stated.day <= $window_ends_on
        and stated.day > $window_starts_on - 2 * method.kept_days - 100
    window
        alone as (
            partition by
                stated.country_code, sharing.signal_no, stated.period_days, stated.platform
            order by stated.day
        )
),
silent as (
    -- What the others say on days without that platform is no figure of all of them: it would fall
    -- because nobody spoke. The figure before it stands until it is stale.
    select
        turn.country_code,
        turn.signal_no,
        turn.period_days * 2 + 1 as grain,
        turn.due_day as first_day,
        least(
            coalesce(turn.next_day - 1, turn.day + turn.kept_days), turn.day + turn.kept_days
        ) as last_day
    from turn
    inner join added
        on added.country_code = turn.country_code
        and added.signal_no = turn.signal_no
        and added.period_days = turn.period_days
        and added.day = turn.day
    where turn.next_day is null or turn.next_day > turn.due_day
),
best as (
    select
        country_code, signal_no, day, is_max, window_days, kept_days, is_share, part, part_lower,
        part_upper, whole, whole_lower, whole_upper, no_part, no_part_upper, no_whole,
        no_whole_upper, cell_rank, strength, source_id
    from figure
    where not exists (
        select 1
        from silent
        where
            silent.country_code = figure.country_code
            and silent.signal_no = figure.signal_no
            and silent.grain = figure.grain
            and figure.day between silent.first_day and silent.last_day
    )
    qualify row_number() over (partition by country_code, signal_no, day order by grain) = 1
),
taken as (
    select
        country_code, signal_no, day, kept_days, is_share, part, part_lower, part_upper,
        whole, whole_lower, whole_upper, no_part, no_part_upper, no_whole, no_whole_upper,
        cell_rank, strength, source_id
    from best
    where window_days = 1
    union all
    select
        country_code, signal_no, day, kept_days, is_share,
        case when is_max then max(part) over span else sum(part) over span end,
        case when is_max then max(part_lower) over span else sum(part_lower) over span end,
        case when is_max then max(part_upper) over span else sum(part_upper) over span end,
        sum(whole) over span,
        sum(whole_lower) over span,
        sum(whole_upper) over span,
        sum(no_part) over span,
        sum(no_part_upper) over span,
        sum(no_whole) over span,
        sum(no_whole_upper) over span,
        max(cell_rank) over span,
        min(strength) over span,
        min(source_id) over span
    from best
    where window_days > 1
    window span as (
        partition by country_code, signal_no
        order by (day - date '2000-01-01')
        range between (window_days - 1) preceding and current row
    )
),
bounded as (
    select
        country_code, signal_no, day, kept_days, is_share, part, part_lower, part_upper,
        whole, whole_lower, whole_upper, no_part, no_part_upper, no_whole, no_whole_upper,
        cell_rank, strength, source_id,
        is_share or whole is not null or whole_upper is not null as is_ratio
    from taken
),
judged as (
    select
        country_code,
        signal_no,
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
        source_id,
        greatest(day, $window_starts_on) as first_day,
        least(
            day + kept_days,
            $window_ends_on,
            coalesce(
                lead(day) over (partition by country_code, signal_no order by day) - 1,
                $window_ends_on
            )
        ) as last_day
    from bounded
),
spread as (
    select
        first_day + unnest(range(last_day - first_day + 1))::integer as day,
        country_code,
        signal_no,
        measured_on,
        value,
        lower,
        upper,
        cell_rank,
        strength,
        source_id
    from judged
    where first_day <= last_day
)
select
    spread.day::date as day,
    spread.country_code,
    method.signal,
    spread.measured_on,
    spread.value,
    spread.lower,
    spread.upper,
    case spread.cell_rank when 2 then 'observed' when 1 then 'suppressed' else 'below_threshold' end
        as cell,
    case spread.strength
        when 1 then 'synthetic' when 2 then 'estimated' when 3 then 'measured' else 'published'
    end as provenance,
    spread.source_id
from spread
inner join method on method.signal_no = spread.signal_no
order by spread.day, spread.country_code, method.signal
