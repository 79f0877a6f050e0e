/*---
title = "Periods of a summed count that overlap"
remedy = "export periods that follow each other: days, weeks or months, not rolling totals"
---*/
with follows as (
    select
        figure.signal,
        figure.country_code,
        figure.platform,
        figure.day,
        figure.period_days,
        figure.source_id,
        lag(figure.day) over (
            partition by
                figure.scope, figure.country_code, figure.signal, figure.platform,
                figure.period_days
            order by figure.day
        ) as previous_day
    from signal_day as figure
    inner join signal on signal.signal = figure.signal
    where
        signal.combine = 'sum'
        and signal.form in ('count', 'money', 'hours')
        and signal.window_days > 1
        and figure.denominator is null
        and figure.period_days between 2 and signal.window_days
)
select
    'rolling totals would be counted several times' as what,
    'signal_day' as table_name,
    max(source_id) as source_id,
    null::bigint as source_row,
    concat_ws(' ', signal, country_code, platform, period_days, 'days, from', min(day)) as value
from follows
where day - previous_day < period_days
group by signal, country_code, platform, period_days
order by table_name, source_id, value
