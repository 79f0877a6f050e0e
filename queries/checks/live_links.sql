/*---
title = "Indicators that are live links"
remedy = "defang every indicator: hxxp and [.]"
---*/
select
    'an indicator can be followed as a link' as what,
    'takedown_indicator' as table_name,
    source_id,
    source_row,
    left(replace(replace(indicator, '.', '[.]'), '://', '[://]'), 80) as value
from takedown_indicator
where
    regexp_matches(indicator, '(https?://|www[.])[^\s\[]*[a-z0-9-][.][a-z]', 'i')
    or regexp_matches(comment, '(https?://|www[.])[^\s\[]*[a-z0-9-][.][a-z]', 'i')
order by table_name, source_id, source_row, value
