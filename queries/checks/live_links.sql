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
    regexp_matches(
        concat_ws(' ', indicator, comment),
        -- A host with a bracket in it is defanged, whatever stands before it.
        '(https?://|www[.])[a-z0-9.-]*[.][a-z0-9]+[.]?([^a-z0-9.\[-]|$)',
        'i'
    )
order by table_name, source_id, source_row, value
