/*---
title = "Networks removed, for each country that they aimed at or were run from"
---*/
with place as (
    select distinct 'target' as role, takedown_id, country_code
    from takedown_target
    where country_code is not null
    union all
    select distinct 'origin' as role, takedown_id, country_code
    from takedown_origin
    where country_code is not null
)
select
    place.role,
    'country' as scope,
    place.country_code,
    network.takedown_id,
    network.kind,
    network.announced_on as day,
    network.networks,
    network.breakout_category,
    network.recidivist,
    network.cell,
    case network.cell
        when 'observed' then '3 observed' when 'suppressed' then '2 suppressed'
        else '1 below_threshold'
    end as ranked_cell,
    case network.provenance
        when 'synthetic' then '1 synthetic' when 'estimated' then '2 estimated'
        when 'measured' then '3 measured' else '4 published'
    end as ranked_provenance,
    network.source_id
from takedown as network
inner join place on place.takedown_id = network.takedown_id
where network.announced_on is not null
