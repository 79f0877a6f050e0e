/*---
title = "Withheld cells that show a value"
remedy = "leave value empty where cell is suppressed or below_threshold: it may expose few people"
---*/
select
    'a cell that is not observed has a value' as what,
    'signal_day' as table_name,
    source_id,
    null::bigint as source_row,
    concat_ws(' ', signal, country_code, day, cell) as value
from signal_day
where
    cell <> 'observed'
    and denominator is null
    and numerator is not null
order by source_id, value, what
