/*---
title = "Enforcement report figures that claim a country"
remedy = "set scope to world: the report states world figures only"
---*/
select
    'the enforcement report speaks of the world only' as what,
    'enforcement' as table_name,
    source_id as source_id,
    source_row as source_row,
    concat_ws(' ', scope, country_code, metric) as value
from enforcement
where scope <> 'world'
order by table_name, source_id, source_row, what, value
