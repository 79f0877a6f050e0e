/*---
title = "Readings from after their day or outside the window"
remedy = "build again with this program"
---*/
select
    case
        when reading.measured_on > reading.day then 'a reading was measured after its day'
        else 'a reading lies outside the window of the snapshot'
    end as what,
    'reading_day' as table_name,
    reading.source_id,
    null::bigint as source_row,
    concat_ws(' ', reading.signal, reading.country_code, reading.day, reading.measured_on)
        as value
from reading_day as reading
cross join snapshot
where
    reading.measured_on > reading.day
    or reading.day < snapshot.window_starts_on
    or reading.day > snapshot.window_ends_on
order by table_name, source_id, value, what
