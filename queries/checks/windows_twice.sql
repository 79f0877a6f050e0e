/*---
title = "Report windows that two files give"
remedy = "keep one file for each country, kind of window and end day"
---*/
select
    'two files give the same window' as what,
    'ad_page' as table_name,
    max(source_id) as source_id,
    null::bigint as source_row,
    concat_ws(' ', country_code, region, platform, window_kind, window_ends_on) as value
from ad_page
group by country_code, region, platform, window_kind, window_ends_on
having count(distinct source_id) > 1
order by table_name, source_id, value
