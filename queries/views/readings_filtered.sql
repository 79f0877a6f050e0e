/*---
title = "Readings of every signal on a day, as if there were the chosen platforms only"
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
span_days = "INTEGER"
provisional = "BOOLEAN"
reported_on = "DATE"
fresh_until = "DATE"
---*/
-- The rules of build/reading_day.sql for one day; tests hold the two together. One day needs no
-- window over all figures: its few figures are found first, then what bears on them is joined.
-- Series of which some platform is left out are read anew. What is known of the others does not
-- depend on the choice: it is what the build read. Where a screen tells of fewer series, the
-- catalogue asks for those alone in place of (true).
with
rule as materialized (
    select
        signal, form, is_max, is_last, window_days, longest_days, fresh_days, kept_days,
        is_settled, is_paced, level_days, lag_days, lately_days, reach_days
    from reading_rule
),
narrowed as materialized (
    select series.country_code, series.signal
    from series_platform as series
    inner join signal on signal.signal = series.signal
    where
        len($platforms) > 0
        and not list_has_all($platforms, series.platforms)
        and (true)
),
chosen as materialized (
    -- Figures of these platforms, as far back as any of them bears on a reading.
    select
        stated.country_code, stated.signal, stated.day, stated.period_days, stated.platform,
        stated.numerator as part,
        stated.numerator_lower as part_lower,
        stated.numerator_upper as part_upper,
        stated.denominator as whole,
        stated.denominator_lower as whole_lower,
        stated.denominator_upper as whole_upper,
        stated.source_id,
        case when stated.numerator is null then 1 else 0 end
        + case when stated.numerator_upper is null then 2 else 0 end
        + case when stated.denominator is null then 4 else 0 end
        + case when stated.denominator_upper is null then 8 else 0 end
        + case stated.cell when 'observed' then 64 when 'suppressed' then 32 else 16 end
        + case stated.provenance
            when 'estimated' then 256 when 'measured' then 512 when 'published' then 1024
            else 128
        end as traits
    from signal_day as stated
    inner join narrowed
        on narrowed.country_code = stated.country_code and narrowed.signal = stated.signal
    inner join rule on rule.signal = stated.signal
    where
        stated.scope = 'country'
        and stated.period_days <= 100
        and stated.day <= $as_of
        and stated.day > $as_of - rule.kept_days - rule.reach_days
            - case when rule.is_last then rule.kept_days + 100 else 0 end
        and list_contains($platforms, stated.platform)
        and (
            rule.window_days = 1
            or rule.is_max
            or rule.form in ('share', 'hours')
            or stated.period_days <= rule.longest_days
        )
),
frequent as (
    -- Of series of daily figures that came these weeks, only the last months bear on a reading.
    select chosen.country_code, chosen.signal
    from chosen
    inner join rule on rule.signal = chosen.signal
    where
        chosen.period_days = 1
        and not rule.is_last
        and chosen.day <= $as_of - rule.lag_days
        and chosen.day > $as_of - rule.lag_days - 36
    group by chosen.country_code, chosen.signal
    having count(*) >= 8 * len($platforms)
),
figure as (
    select
        chosen.country_code, chosen.signal, chosen.day,
        chosen.period_days * 2 + case when chosen.platform = 'all' then 0 else 1 end as grain,
        any_value(chosen.period_days) as period_days,
        count(*) as platforms,
        case when any_value(rule.is_max) then max(part) else sum(part) end as part,
        case when any_value(rule.is_max) then max(part_lower) else sum(part_lower) end
            as part_lower,
        case when any_value(rule.is_max) then max(part_upper) else sum(part_upper) end
            as part_upper,
        sum(whole) as whole,
        sum(whole_lower) as whole_lower,
        sum(whole_upper) as whole_upper,
        bit_or(traits) as traits,
        min(source_id) as source_id
    from chosen
    inner join rule on rule.signal = chosen.signal
    left join frequent
        on frequent.country_code = chosen.country_code and frequent.signal = chosen.signal
    where
        frequent.signal is null
        or chosen.day > $as_of - rule.lag_days - 36
            - greatest(rule.lately_days, 36, rule.window_days + 7)
    group by chosen.country_code, chosen.signal, chosen.day, grain
),
added as (
    -- Where only the last day counts: days on which platforms are added up.
    select figure.country_code, figure.signal, figure.period_days, figure.day
    from figure
    inner join rule on rule.signal = figure.signal
    where rule.is_last and figure.grain % 2 = 1 and figure.platforms > 1
),
turn as (
    -- Each figure of a platform that is ever added to others, and its next over as long a period.
    select
        stated.country_code, stated.signal, stated.period_days, stated.day,
        stated.day + least(
            stated.period_days,
            coalesce(stated.day - lag(stated.day) over alone, stated.period_days)
        )::integer as due_day,
        lead(stated.day) over alone as next_day
    from chosen as stated
    inner join (select distinct country_code, signal, period_days from added) as sharing
        on sharing.country_code = stated.country_code
        and sharing.signal = stated.signal
        and sharing.period_days = stated.period_days
    where stated.platform <> 'all'
    window
        alone as (
            partition by stated.country_code, stated.signal, stated.period_days, stated.platform
            order by stated.day
        )
),
silent as (
    -- What the others say on days without that platform is no figure of all of them: it would fall
    -- because nobody spoke. The figure before it stands until it is stale.
    select
        turn.country_code, turn.signal, turn.period_days,
        turn.due_day as first_day,
        least(
            coalesce(turn.next_day - 1, turn.day + rule.kept_days), turn.day + rule.kept_days
        ) as last_day
    from turn
    inner join rule on rule.signal = turn.signal
    inner join added
        on added.country_code = turn.country_code and added.signal = turn.signal
        and added.period_days = turn.period_days
        and added.day = turn.day
    where turn.next_day is null or turn.next_day > turn.due_day
),
spoken as (
    select
        figure.country_code, figure.signal, figure.day, figure.grain, figure.period_days,
        figure.part, figure.part_lower, figure.part_upper, figure.whole, figure.whole_lower,
        figure.whole_upper, figure.traits, figure.source_id
    from figure
    left join silent
        on silent.country_code = figure.country_code and silent.signal = figure.signal
        and silent.period_days * 2 + 1 = figure.grain
        and figure.day between silent.first_day and silent.last_day
    where silent.signal is null
),
best as (
    -- Of figures of one day that of the shortest period, and in it that of all platforms.
    select
        spoken.country_code, spoken.signal, spoken.day, spoken.period_days, spoken.part,
        spoken.part_lower, spoken.part_upper, spoken.whole, spoken.whole_lower, spoken.whole_upper,
        spoken.traits, spoken.source_id,
        rule.is_paced and not rule.is_max and spoken.period_days = 1 as is_daily,
        case
            when spoken.period_days > rule.window_days then 1
            when rule.window_days = 1 then rule.level_days
            else rule.window_days
        end::integer as window_days,
        rule.window_days = 1 as is_mean,
        rule.lately_days,
        case when spoken.period_days = 1 then rule.lag_days else 0 end as lag_days
    from spoken
    inner join rule on rule.signal = spoken.signal
    left join (
        select country_code, signal, day, min(grain) as grain
        from spoken
        group by country_code, signal, day
        having count(*) > 1
    ) as shortest
        on shortest.country_code = spoken.country_code
        and shortest.signal = spoken.signal
        and shortest.day = spoken.day
    where
        spoken.day > $as_of - rule.kept_days - rule.reach_days
        and (shortest.grain is null or shortest.grain = spoken.grain)
),
young as (
    select country_code, signal, day, lag_days, lately_days
    from best
    where day + lag_days > $as_of
),
due as (
    -- The newest figure that is settled, or that is among the first of its series.
    select figure.country_code, figure.signal, max(figure.day) as day
    from (
        select country_code, signal, day
        from best
        where day + lag_days <= $as_of
        union all
        select country_code, signal, day
        from young
        where not exists (
            select 1
            from best as before
            where
                before.country_code = young.country_code
                and before.signal = young.signal
                and before.day > young.day - young.lately_days
                and before.day <= young.day - young.lag_days
        )
    ) as figure
    inner join rule on rule.signal = figure.signal
    group by figure.country_code, figure.signal, rule.kept_days
    having max(figure.day) + rule.kept_days >= $as_of
),
recent as materialized (
    select
        best.country_code, best.signal, best.day, best.period_days, best.part, best.part_lower,
        best.part_upper, best.whole, best.whole_lower, best.whole_upper, best.traits,
        best.source_id, best.is_daily, best.is_mean, best.window_days, due.day as due_day
    from due
    inner join best
        on best.country_code = due.country_code and best.signal = due.signal
    where best.day <= due.day and best.day > due.day - greatest(36, best.window_days + 7)
),
rhythm as (
    select
        due.country_code, due.signal, due.day,
        -- Newer figures, which are not settled, tell that the series goes on.
        max(best.day) as reported_on,
        min(best.day) filter (
            best.day > due.day - rule.lately_days and best.day <= due.day
        ) as first_day,
        due.day - max(best.day, 8) filter (best.day <= due.day)[8] as seven_gaps
    from due
    inner join rule on rule.signal = due.signal
    inner join best
        on best.country_code = due.country_code and best.signal = due.signal
    group by due.country_code, due.signal, due.day
),
compared as (
    -- How the week up to each figure of the last week compares with the one before, and the figure
    -- with the least of its weekday in four weeks: of one under three quarters of it more may be
    -- missing.
    select
        own.country_code, own.signal, own.due_day, own.day,
        (
            count(recent.part) filter (recent.day > own.day - 7)
            >= count(recent.part) filter (recent.day between own.day - 13 and own.day - 7)
            or not any_value(own.is_mean and own.window_days > 1)
        )
        and not (
            any_value(own.part) < 0.75 * min(recent.part) filter (
                own.day - recent.day in (7, 14, 21, 28)
            )
            or any_value(own.whole) < 0.75 * min(recent.whole) filter (
                own.day - recent.day in (7, 14, 21, 28)
            )
        ) is true as is_whole
    from recent as own
    inner join recent
        on recent.country_code = own.country_code and recent.signal = own.signal
        and recent.day between own.day - 28 and own.day
    where own.is_daily and recent.is_daily and own.day >= own.due_day - 7
    group by own.country_code, own.signal, own.due_day, own.day
),
halting as (
    select country_code, signal, due_day as day, max(day) filter (is_whole) as whole_on
    from compared
    group by country_code, signal, due_day
    having bool_or(day = due_day and not is_whole)
),
taken as materialized (
    select
        recent.country_code, recent.signal, recent.due_day, recent.day, recent.period_days,
        recent.window_days, recent.is_mean
    from recent
    left join halting
        on halting.country_code = recent.country_code and halting.signal = recent.signal
    where recent.day = recent.due_day or recent.day = halting.whole_on
),
summed as (
    select
        taken.country_code, taken.signal, taken.due_day, taken.day, taken.period_days,
        taken.window_days,
        case when taken.is_mean then count(*) else 1 end as figures,
        case when rule.is_max then max(recent.part) else sum(recent.part) end / figures as part,
        case when rule.is_max then max(recent.part_lower) else sum(recent.part_lower) end / figures
            as part_lower,
        case when rule.is_max then max(recent.part_upper) else sum(recent.part_upper) end / figures
            as part_upper,
        sum(recent.whole) / figures as whole,
        sum(recent.whole_lower) / figures as whole_lower,
        sum(recent.whole_upper) / figures as whole_upper,
        bit_or(recent.traits) as traits,
        min(recent.source_id) as source_id,
        rule.form = 'share' as is_share
    from taken
    inner join rule on rule.signal = taken.signal
    inner join recent
        on recent.country_code = taken.country_code and recent.signal = taken.signal
        and recent.day between taken.day - taken.window_days + 1 and taken.day
        and (recent.window_days > 1 or recent.day = taken.day)
    group by
        taken.country_code, taken.signal, taken.due_day, taken.day, taken.period_days,
        taken.window_days, taken.is_mean, rule.is_max, rule.form
),
judged as (
    select
        country_code, signal, due_day, day, period_days, window_days, source_id,
        case when (traits & 64) > 0 then 2 when (traits & 32) > 0 then 1 else 0 end as cell_rank,
        case when (traits & 128) > 0 then 1 when (traits & 256) > 0 then 2
            when (traits & 512) > 0 then 3 else 4 end as strength,
        is_share or whole is not null or whole_upper is not null as is_ratio,
        case
            when cell_rank = 2 and (traits & 1) = 0 then
                case
                    when not is_ratio then part
                    when (traits & 4) = 0 and whole > 0 then part / whole
                end
        end as value,
        case
            when cell_rank = 1 then null
            when cell_rank = 0 then coalesce(part_lower, 0)
            when not is_ratio then part_lower
            when (traits & 8) > 0 then null
            when is_share and (traits & 2) = 0 then
                coalesce(part_lower, 0)
                / nullif(coalesce(part_lower, 0) + greatest(whole_upper - part_upper, 0), 0)
            else coalesce(part_lower, 0) / nullif(whole_upper, 0)
        end as lower,
        case
            when cell_rank = 1 or (traits & 2) > 0 then null
            when not is_ratio then part_upper
            when is_share then
                part_upper / nullif(part_upper + greatest(
                    coalesce(whole_lower, 0) - coalesce(part_lower, 0), 0
                ), 0)
            else part_upper / nullif(whole_lower, 0)
        end as upper
    from summed
),
newest as (
    select
        rhythm.country_code, rhythm.signal, rhythm.reported_on, rule.is_paced, rule.is_settled,
        least(rule.fresh_days, coalesce(
            case
                when rule.is_paced and rhythm.seven_gaps <= least(3 * rule.fresh_days, 300)
                    then ceil(3.0 * rhythm.seven_gaps / 7)::integer + 1
            end, rule.fresh_days))
            as waited_days,
        rhythm.first_day,
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
    from rhythm
    inner join rule on rule.signal = rhythm.signal
    inner join judged as own
        on own.country_code = rhythm.country_code and own.signal = rhythm.signal
        and own.day = rhythm.day
    left join halting
        on halting.country_code = rhythm.country_code and halting.signal = rhythm.signal
    left join judged as earlier
        on earlier.country_code = rhythm.country_code and earlier.signal = rhythm.signal
        and earlier.day < rhythm.day
        and coalesce(
            earlier.value, (earlier.lower + earlier.upper) / 2, earlier.lower, earlier.upper
        ) > coalesce(own.value, (own.lower + own.upper) / 2, own.lower, own.upper)
),
dated as (
    select
        country_code, signal, reported_on, waited_days, measured_on, value, lower, upper,
        cell_rank, strength, source_id, is_settled,
        case
            when is_paced and measured_on - first_day + period_days < young_days
                then measured_on - first_day + period_days
            else span_days
        end as span_days,
        (is_paced and measured_on - first_day + period_days < young_days) or not is_whole
            as is_provisional
    from newest
)
select
    country_code, signal, measured_on, value, lower, upper,
    case cell_rank when 2 then 'observed' when 1 then 'suppressed' else 'below_threshold' end
        as cell,
    case strength
        when 1 then 'synthetic' when 2 then 'estimated' when 3 then 'measured' else 'published'
    end as provenance,
    source_id,
    case when is_settled then span_days::integer end as span_days,
    case when is_settled then is_provisional end as provisional,
    case when is_settled then reported_on::date end as reported_on,
    case when is_settled then (reported_on + waited_days)::date end as fresh_until
from dated
union all
select
    series.country_code, series.signal, series.measured_on, series.value, series.lower,
    series.upper, series.cell, series.provenance, series.source_id, series.span_days,
    series.provisional, series.reported_on, series.fresh_until
from reading_day as series
inner join signal on signal.signal = series.signal
where
    series.day = $as_of
    and (true)
    and not exists (
        select 1
        from narrowed
        where narrowed.country_code = series.country_code and narrowed.signal = series.signal
    )
order by country_code, signal
