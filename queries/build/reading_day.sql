/*---
title = "Readings: the newest known value of every signal on every day of the window"
parameters = ["window_starts_on", "window_ends_on", "platforms"]
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
span_days = "INTEGER"
provisional = "BOOLEAN"
reported_on = "DATE"
fresh_until = "DATE"
---*/
-- The rules are told in docs/signals.md, "From figures to readings". No platform in the list means
-- every platform. views/readings_filtered.sql says the same of one day and chosen platforms.
with
method as (
    -- A short number stands for a signal's name while millions of rows are sorted.
    select
        signal, form, is_max, is_last, window_days, longest_days, fresh_days, kept_days,
        is_settled, is_paced, level_days, lag_days, lately_days, reach_days,
        (row_number() over (order by signal))::smallint as signal_no
    from reading_rule
),
added as (
    -- Where only the last day counts: days on which platforms are added up. Far enough back that a
    -- day of any window finds the same.
    select
        stated.country_code, method.signal_no, stated.period_days, stated.day
    from signal_day as stated
    inner join method on method.signal = stated.signal
    where
        method.is_last
        and stated.platform <> 'all'
        and stated.scope = 'country'
        and stated.country_code is not null
        and stated.period_days <= 100
        and stated.day <= $window_ends_on
        and stated.day > $window_starts_on - 2 * method.kept_days - method.reach_days - 100
        and (len($platforms) = 0 or list_contains($platforms, stated.platform))
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
        stated.country_code, sharing.signal_no, stated.period_days, stated.day, method.kept_days,
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
        and stated.day > $window_starts_on - 2 * method.kept_days - method.reach_days - 100
        and (len($platforms) = 0 or list_contains($platforms, stated.platform))
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
        turn.country_code, turn.signal_no,
        turn.period_days * 2 + 1 as grain,
        turn.due_day as first_day,
        least(
            coalesce(turn.next_day - 1, turn.day + turn.kept_days), turn.day + turn.kept_days
        ) as last_day
    from turn
    inner join added
        on added.country_code = turn.country_code and added.signal_no = turn.signal_no
        and added.period_days = turn.period_days
        and added.day = turn.day
    where turn.next_day is null or turn.next_day > turn.due_day
),
anchor as (
    -- The newest figures that were known when the window begins: what is far before them bears on
    -- no reading. Where platforms wait for each other it may be an older one.
    select
        stated.country_code, method.signal_no,
        max(stated.day) as day
    from signal_day as stated
    inner join method on method.signal = stated.signal
    where
        stated.scope = 'country'
        and stated.period_days <= 100
        and stated.day <= $window_starts_on - method.lag_days
        and stated.day > $window_starts_on - method.kept_days
        and (len($platforms) = 0 or list_contains($platforms, stated.platform))
        and (
            method.window_days = 1
            or method.is_max
            or method.form in ('share', 'hours')
            or stated.period_days <= method.longest_days
        )
        and not exists (
            select 1
            from sharing
            where
                sharing.country_code = stated.country_code
                and sharing.signal_no = method.signal_no
        )
    group by stated.country_code, method.signal_no
),
figure as (
    -- One row for each measured day and grain, platforms taken together. A figure over a longer
    -- period than the signal's window is not added to others: a count is left out, a share stands
    -- alone. Of a signal of which the last figure counts, daily figures are read by the week.
    select
        stated.country_code, method.signal_no, stated.day,
        -- The shortest period comes first, and in it the platform all, which holds the others.
        stated.period_days * 2 + case when stated.platform = 'all' then 0 else 1 end as grain,
        any_value(method.is_max) as is_max,
        any_value(
            case
                when stated.period_days > method.window_days then 1
                when method.window_days = 1 then method.level_days
                else method.window_days
            end
        )::integer as window_days,
        any_value(method.window_days = 1 and method.level_days > 1) as is_mean,
        any_value(coalesce(anchor.day, $window_starts_on - method.kept_days)) as anchor_day,
        any_value(stated.period_days) as period_days,
        any_value(method.is_paced and not method.is_max and stated.period_days = 1) as is_daily,
        any_value(method.form = 'share') as is_share,
        case when any_value(method.is_max) then max(numerator) else sum(numerator) end as part,
        case when any_value(method.is_max) then max(numerator_lower) else sum(numerator_lower) end
            as part_lower,
        case when any_value(method.is_max) then max(numerator_upper) else sum(numerator_upper) end
            as part_upper,
        sum(denominator) as whole,
        sum(denominator_lower) as whole_lower,
        sum(denominator_upper) as whole_upper,
        -- What is true of any of them: a value or bound is not known; what kind of cell there is,
        -- below a threshold, withheld, observed; what provenance, the weakest first.
        bit_or(
            case when numerator is null then 1 else 0 end
            + case when numerator_upper is null then 2 else 0 end
            + case when denominator is null then 4 else 0 end
            + case when denominator_upper is null then 8 else 0 end
            + case stated.cell when 'observed' then 64 when 'suppressed' then 32 else 16 end
            + case stated.provenance
                when 'estimated' then 256 when 'measured' then 512 when 'published' then 1024
                else 128
            end
        ) as traits,
        min(stated.source_id) as source_id
    from signal_day as stated
    inner join method on method.signal = stated.signal
    left join anchor
        on anchor.country_code = stated.country_code and anchor.signal_no = method.signal_no
    where
        stated.scope = 'country'
        and stated.country_code is not null
        and stated.period_days <= 100
        and stated.day <= $window_ends_on
        and stated.day > $window_starts_on - method.kept_days - method.reach_days
        and (anchor.day is null or stated.day > anchor.day - method.reach_days)
        and (len($platforms) = 0 or list_contains($platforms, stated.platform))
        and (
            method.window_days = 1
            or method.is_max
            or method.form in ('share', 'hours')
            or stated.period_days <= method.longest_days
        )
    group by stated.country_code, method.signal_no, stated.day, grain
),
spoken as (
    select
        country_code, signal_no, day, grain, day - date '2000-01-01' as day_no, is_max,
        window_days, is_mean and window_days > 1 as is_mean, is_daily, period_days, anchor_day,
        is_share, part, part_lower, part_upper, whole, whole_lower, whole_upper, traits, source_id
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
),
best as (
    -- Hardly any figure has another of its day, so that to look for these costs little.
    select
        country_code, signal_no, day, day_no, is_max, window_days, is_mean, is_daily, period_days,
        anchor_day, is_share, part, part_lower, part_upper, whole, whole_lower, whole_upper,
        traits, source_id
    from spoken
    where not exists (
        select 1
        from spoken as finer
        where
            finer.country_code = spoken.country_code
            and finer.signal_no = spoken.signal_no
            and finer.day = spoken.day
            and finer.grain < spoken.grain
    )
),
spaced as (
    -- The rhythm of a series is that of its last seven gaps; of longer ones nothing follows.
    select
        best.country_code, best.signal_no, best.day, best.day_no,
        case when best.period_days = 1 then method.lag_days else 0 end as lag_days,
        method.lag_days as longest_lag_days,
        method.fresh_days, method.kept_days, method.is_paced,
        case
            when
                method.is_paced
                and best.day - lag(best.day, 7) over series <= least(3 * method.fresh_days, 300)
                then (best.day - lag(best.day, 7) over series)
        end as seven_gaps,
        lead(best.day) over series as next_day,
        first_value(best.day) over lately as first_day,
        last_value(best.day) over soon as seen_day
    from best
    inner join method on method.signal_no = best.signal_no
    window
        series as (partition by best.country_code, best.signal_no order by best.day_no),
        lately as (
            partition by best.country_code, best.signal_no order by best.day_no
            range between (method.lately_days - 1) preceding and current row
        ),
        soon as (
            partition by best.country_code, best.signal_no order by best.day_no
            range between current row and method.lag_days following
        )
),
known as (
    -- The next figure is waited for three times as long as the last ones came apart, and a day.
    -- The first figures of a series are read before they are settled: there are no others.
    select
        country_code, signal_no, day, day_no, kept_days, is_paced, next_day, seen_day, first_day,
        day + longest_lag_days as seen_on,
        least(fresh_days, coalesce(ceil(3.0 * seven_gaps / 7)::integer + 1, fresh_days))
            as waited_days,
        case when day - first_day < lag_days then day else day + lag_days end as active_day
    from spaced
),
followed as (
    select
        country_code, signal_no, day, kept_days, is_paced, next_day, seen_day, seen_on, first_day,
        waited_days, active_day,
        min(active_day) over (
            partition by country_code, signal_no order by day_no
            rows between 1 following and unbounded following
        ) as next_active_day
    from known
),
due as materialized (
    -- Figures that are the newest known on some days of the window, with these days.
    select
        country_code, signal_no, day, is_paced, first_day, waited_days,
        greatest(active_day, $window_starts_on) as first_read_on,
        least(
            day + kept_days, $window_ends_on, coalesce(next_active_day - 1, $window_ends_on)
        ) as last_read_on,
        -- The newest figure of all these days, where it is the same on each of them.
        case
            when next_day is null or next_day > last_read_on then day
            when first_read_on = last_read_on and first_read_on = seen_on then seen_day
        end as reported_on
    from followed
    where
        greatest(active_day, $window_starts_on)
        <= least(day + kept_days, $window_ends_on, coalesce(next_active_day - 1, $window_ends_on))
),
heard as (
    -- Newer figures, which are not settled, tell that the series goes on, each from its own day.
    select
        country_code, signal_no, day, is_paced, first_day, waited_days, first_read_on,
        last_read_on, reported_on
    from due
    where reported_on is not null
    union all
    select
        due.country_code, due.signal_no, due.day, due.is_paced, due.first_day, due.waited_days,
        greatest(due.first_read_on, spaced.day) as first_read_on,
        least(due.last_read_on, coalesce(spaced.next_day - 1, due.last_read_on)) as last_read_on,
        spaced.day as reported_on
    from due
    inner join spaced
        on spaced.country_code = due.country_code and spaced.signal_no = due.signal_no
        and spaced.day between due.day and due.last_read_on
        and coalesce(spaced.next_day > due.first_read_on, true)
    where due.reported_on is null
),
compared as (
    -- How the week up to each daily figure compares with the one before, and the figure with the
    -- least of its weekday in four weeks: of one under three quarters of it more may be missing.
    select
        country_code, signal_no, day, day_no,
        (count(part) over week >= count(part) over week_before or not is_mean)
        and not (
            part < 0.75 * min(part) over weekday or whole < 0.75 * min(whole) over weekday
        ) is true as is_whole
    from best
    where is_daily and day > anchor_day - 36
    window
        week as (
            partition by country_code, signal_no order by day_no
            range between 6 preceding and current row
        ),
        week_before as (
            partition by country_code, signal_no order by day_no
            range between 13 preceding and 7 preceding
        ),
        weekday as (
            partition by country_code, signal_no, day_no % 7 order by day_no
            range between 28 preceding and 1 preceding
        )
),
halting as (
    -- Weeks that are not whole, with the last that was.
    select country_code, signal_no, day, whole_on
    from (
        select
            country_code, signal_no, day, is_whole,
            max(case when is_whole then day end) over (
                partition by country_code, signal_no order by day_no
                range between 7 preceding and current row
            ) as whole_on
        from compared
    )
    where not is_whole
),
summed as (
    select
        country_code, signal_no, day, period_days, window_days, is_share,
        case when is_mean then count(*) over span else 1 end as figures,
        sum(part) over span as part, sum(part_lower) over span as part_lower,
        sum(part_upper) over span as part_upper,
        sum(whole) over span as whole,
        sum(whole_lower) over span as whole_lower,
        sum(whole_upper) over span as whole_upper,
        bit_or(traits) over span as traits,
        min(source_id) over span as source_id
    from best
    where window_days > 1 and not is_max and day > anchor_day - window_days - 7
    window
        span as (
            partition by country_code, signal_no order by day_no
            range between (window_days - 1) preceding and current row
        )
),
largest as (
    select
        country_code, signal_no, day, period_days, window_days, is_share,
        max(part) over span as part, max(part_lower) over span as part_lower,
        max(part_upper) over span as part_upper, sum(whole) over span as whole,
        sum(whole_lower) over span as whole_lower, sum(whole_upper) over span as whole_upper,
        bit_or(traits) over span as traits, min(source_id) over span as source_id
    from best
    where window_days > 1 and is_max and day > anchor_day - window_days - 7
    window
        span as (
            partition by country_code, signal_no order by day_no
            range between (window_days - 1) preceding and current row
        )
),
taken as (
    select
        country_code, signal_no, day, period_days, window_days, is_share, part, part_lower,
        part_upper, whole, whole_lower, whole_upper, traits, source_id
    from best
    where window_days = 1
    union all
    select
        country_code, signal_no, day, period_days, window_days, is_share, part / figures,
        part_lower / figures, part_upper / figures, whole / figures, whole_lower / figures,
        whole_upper / figures, traits, source_id
    from summed
    union all
    select
        country_code, signal_no, day, period_days, window_days, is_share, part, part_lower,
        part_upper, whole, whole_lower, whole_upper, traits, source_id
    from largest
),
bounded as (
    select
        country_code, signal_no, day, period_days, window_days, is_share, part, part_lower,
        part_upper, whole, whole_lower, whole_upper, source_id,
        (traits & 1) > 0 as no_part,
        (traits & 2) > 0 as no_part_upper,
        (traits & 4) > 0 as no_whole,
        (traits & 8) > 0 as no_whole_upper,
        case when (traits & 64) > 0 then 2 when (traits & 32) > 0 then 1 else 0 end as cell_rank,
        case
            when (traits & 128) > 0 then 1
            when (traits & 256) > 0 then 2
            when (traits & 512) > 0 then 3
            else 4
        end as strength,
        is_share or whole is not null or whole_upper is not null as is_ratio
    from taken
),
judged as (
    select
        country_code, signal_no, day, period_days, window_days,
        case
            when cell_rank = 2 and not no_part then
                case
                    when not is_ratio then part
                    when not no_whole and whole > 0 then part / whole
                end
        end as value,
        case
            when cell_rank = 1 then null
            when cell_rank = 0 then coalesce(part_lower, 0)
            when not is_ratio then part_lower
            when no_whole_upper then null
            when is_share and not no_part_upper then
                coalesce(part_lower, 0)
                / nullif(coalesce(part_lower, 0) + greatest(whole_upper - part_upper, 0), 0)
            else coalesce(part_lower, 0) / nullif(whole_upper, 0)
        end as lower,
        case
            when cell_rank = 1 or no_part_upper then null
            when not is_ratio then part_upper
            when is_share then
                part_upper / nullif(part_upper + greatest(
                    coalesce(whole_lower, 0) - coalesce(part_lower, 0), 0
                ), 0)
            else part_upper / nullif(whole_lower, 0)
        end as upper,
        cell_rank, strength, source_id
    from bounded
),
newest as (
    -- A rise counts at once, a fall when a whole week shows it: of a week that is not whole and the
    -- last one that was, the higher is read.
    select
        heard.country_code, heard.signal_no, heard.is_paced, heard.reported_on,
        heard.waited_days, heard.first_read_on, heard.last_read_on, heard.first_day,
        case when own.window_days > 1 then own.window_days else 0 end
            as young_days,
        case when own.window_days > 1 then own.window_days else own.period_days end as span_days,
        own.period_days,
        coalesce(earlier.day, own.day) as measured_on,
        case when earlier.day is null then own.value else earlier.value end as value,
        case when earlier.day is null then own.lower else earlier.lower end as lower,
        case when earlier.day is null then own.upper else earlier.upper end as upper,
        coalesce(earlier.cell_rank, own.cell_rank) as cell_rank,
        coalesce(earlier.strength, own.strength) as strength,
        coalesce(earlier.source_id, own.source_id) as source_id,
        halting.day is null or earlier.day is not null as is_whole
    from heard
    inner join judged as own
        on own.country_code = heard.country_code and own.signal_no = heard.signal_no
        and own.day = heard.day
    left join halting
        on halting.country_code = heard.country_code and halting.signal_no = heard.signal_no
        and halting.day = heard.day
    left join judged as earlier
        on earlier.country_code = halting.country_code and earlier.signal_no = halting.signal_no
        and earlier.day = halting.whole_on
        and coalesce(
            earlier.value, (earlier.lower + earlier.upper) / 2, earlier.lower, earlier.upper
        ) > coalesce(own.value, (own.lower + own.upper) / 2, own.lower, own.upper)
),
spread as (
    select
        first_read_on + unnest(range(last_read_on - first_read_on + 1))::integer as day,
        country_code, signal_no, reported_on, waited_days, measured_on, value, lower, upper,
        cell_rank, strength, source_id, is_whole,
        is_paced and measured_on - first_day + period_days < young_days as is_young,
        case
            when is_paced and measured_on - first_day + period_days < young_days
                then measured_on - first_day + period_days
            else span_days
        end as span_days
    from newest
),
dated as (
    select
        day, country_code, signal_no, reported_on, waited_days, measured_on, value, lower, upper,
        cell_rank, strength, source_id, span_days,
        is_young or not is_whole as is_provisional
    from spread
)
select
    dated.day::date as day,
    dated.country_code, method.signal, dated.measured_on, dated.value, dated.lower, dated.upper,
    case dated.cell_rank when 2 then 'observed' when 1 then 'suppressed' else 'below_threshold' end
        as cell,
    case dated.strength
        when 1 then 'synthetic' when 2 then 'estimated' when 3 then 'measured' else 'published'
    end as provenance,
    dated.source_id,
    case when method.is_settled then dated.span_days::integer end as span_days,
    case when method.is_settled then dated.is_provisional end as provisional,
    case when method.is_settled then dated.reported_on::date end as reported_on,
    case when method.is_settled then (dated.reported_on + dated.waited_days)::date end
        as fresh_until
from dated
inner join method on method.signal_no = dated.signal_no
order by dated.day, dated.country_code, method.signal
