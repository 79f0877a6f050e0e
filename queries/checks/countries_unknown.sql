/*---
title = "Country codes that are no country"
remedy = "use ISO 3166 alpha-2 codes, XK for Kosovo"
---*/
with place as (
    select table_name, source_id, source_row, country_code
    from fact
    union all
    select 'signal_day', source_id, null, country_code
    from signal_day
)
select
    'the code is no country of the table country' as what,
    place.table_name,
    place.source_id,
    min(place.source_row) as source_row,
    place.country_code as value
from place
left join country on country.country_code = place.country_code
where place.country_code is not null and country.country_code is null
group by place.table_name, place.source_id, place.country_code
order by place.table_name, place.source_id, value
