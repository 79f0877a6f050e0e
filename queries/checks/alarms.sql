/*---
title = "Alarms that cannot be"
remedy = "build again with this program"
---*/
with fault as (
    select
        case
            when snapshot.snapshot_id is null then 'its day lies outside the window'
            when alarm.measured_on > alarm.day then 'its figure ends after the day'
            when alarm.day - alarm.measured_on > signal.fresh_days
                then 'its figure is older than the signal stays fresh'
            when alarm.since > alarm.measured_on
                then 'the regime that it is judged by begins after it'
            when alarm.p_value not between 0 and 0.05 or alarm.p_value_before not between 0 and 1
                then 'its probability is none, or none of an event'
            when
                alarm.expected > alarm.upper_20
                or alarm.upper_20 > alarm.upper_50
                or alarm.upper_50 > alarm.upper_100
                or alarm.upper_100 > alarm.upper_200
                or alarm.upper_200 > alarm.upper_500
                or alarm.upper_500 > alarm.upper_1000
                or alarm.upper_1000 > alarm.upper_2000
                or alarm.upper_2000 > alarm.upper_5000
                or alarm.upper_5000 > alarm.upper_10000
                then 'its bounds do not rise from what is expected'
            when
                (alarm.p_value <= 1.0 / 20) <> (alarm.observed > alarm.upper_20)
                or (alarm.p_value <= 1.0 / 50) <> (alarm.observed > alarm.upper_50)
                or (alarm.p_value <= 1.0 / 100) <> (alarm.observed > alarm.upper_100)
                or (alarm.p_value <= 1.0 / 200) <> (alarm.observed > alarm.upper_200)
                or (alarm.p_value <= 1.0 / 500) <> (alarm.observed > alarm.upper_500)
                or (alarm.p_value <= 1.0 / 1000) <> (alarm.observed > alarm.upper_1000)
                or (alarm.p_value <= 1.0 / 2000) <> (alarm.observed > alarm.upper_2000)
                or (alarm.p_value <= 1.0 / 5000) <> (alarm.observed > alarm.upper_5000)
                or (alarm.p_value <= 1.0 / 10000) <> (alarm.observed > alarm.upper_10000)
                then 'a bound and the probability say different things of the figure'
        end as what,
        'alarm' as table_name,
        concat_ws(' ', alarm.country_code, alarm.signal, alarm.day, alarm.measured_on) as value
    from alarm
    left join signal on signal.signal = alarm.signal
    left join snapshot
        on alarm.day between snapshot.window_starts_on and snapshot.window_ends_on
    union all
    select
        case
            when snapshot.snapshot_id is null then 'its day lies outside the window'
            when
                judged.series_count < 0
                or judged.asking_count not between 0 and judged.series_count
                or judged.asking_figure_count not between 0 and judged.figure_count
                or not judged.asking_per_day between 0 and judged.asking_count
                or judged.asking_exceeded_20 > judged.asking_figure_count
                or judged.asking_exceeded_50 > judged.asking_exceeded_20
                or judged.asking_exceeded_100 > judged.asking_exceeded_50
                or judged.asking_exceeded_200 > judged.asking_exceeded_100
                or judged.asking_exceeded_500 > judged.asking_exceeded_200
                or judged.asking_exceeded_1000 > judged.asking_exceeded_500
                or judged.asking_exceeded_2000 > judged.asking_exceeded_1000
                or judged.asking_exceeded_5000 > judged.asking_exceeded_2000
                or judged.asking_exceeded_10000 > judged.asking_exceeded_5000
                or judged.asking_exceeded_10000 < 0
                then 'series and figures judged do not fit together'
        end,
        'judged_day',
        concat_ws(' ', judged.day, judged.series_count, judged.asking_per_day)
    from judged_day as judged
    left join snapshot
        on judged.day between snapshot.window_starts_on and snapshot.window_ends_on
)
select
    what,
    table_name,
    null::integer as source_id,
    null::bigint as source_row,
    value
from fault
where what is not null
order by table_name, value, what
