/*---
title = "Assets of removed networks that aimed at a country, by platform"
---*/
-- A network of which no assets are stated has one row without a number.
select
    network.scope,
    network.country_code,
    network.day,
    cast(1 as integer) as period_days,
    case
        when asset.platform is null or asset.platform = 'all' then 'several' else asset.platform
    end as platform,
    network.networks,
    case when network.networks = 0 then 0 else asset.value end as value,
    case
        when asset.takedown_id is null then 0
        when asset.qualifier = 'exact' then coalesce(asset.lower, asset.value)
        else coalesce(asset.lower, 0)
    end as lower,
    case
        when network.networks = 0 then 0
        when asset.qualifier = 'exact' then coalesce(asset.upper, asset.value)
        else asset.upper
    end as upper,
    asset.followers,
    network.ranked_cell,
    least(
        network.ranked_provenance,
        case asset.provenance
            when 'synthetic' then '1 synthetic' when 'estimated' then '2 estimated'
            when 'measured' then '3 measured' else '4 published'
        end
    ) as ranked_provenance,
    coalesce(asset.source_id, network.source_id) as source_id
from removed_network as network
left join takedown_asset as asset on asset.takedown_id = network.takedown_id
where network.role = 'target' and network.kind = 'cib'
