/*---
title = "Removed networks behind the numbers of networks and assets that targeted a country"
parameters = ["country_code", "since", "until"]
[columns]
announced_on = "DATE"
date_precision = "VARCHAR"
network = "VARCHAR"
kind = "VARCHAR"
targets_stated = "VARCHAR"
origins_stated = "VARCHAR"
networks = "DOUBLE"
platform = "VARCHAR"
asset_kind = "VARCHAR"
assets = "DOUBLE"
assets_lower = "DOUBLE"
assets_upper = "DOUBLE"
qualifier = "VARCHAR"
followers = "DOUBLE"
breakout_category = "INTEGER"
recidivist = "BOOLEAN"
cell = "VARCHAR"
part_in_count = "VARCHAR"
provenance = "VARCHAR"
path = "VARCHAR"
source_row = "BIGINT"
---*/
select
    network.announced_on,
    network.date_precision,
    network.network,
    network.kind,
    (
        select string_agg(distinct target.as_stated, ', ' order by target.as_stated)
        from takedown_target as target
        where target.takedown_id = network.takedown_id
    ) as targets_stated,
    (
        select string_agg(distinct origin.as_stated, ', ' order by origin.as_stated)
        from takedown_origin as origin
        where origin.takedown_id = network.takedown_id
    ) as origins_stated,
    network.networks,
    asset.platform,
    asset.asset_kind,
    asset.value as assets,
    asset.lower as assets_lower,
    asset.upper as assets_upper,
    asset.qualifier,
    asset.followers,
    network.breakout_category,
    network.recidivist,
    network.cell,
    case
        when network.kind = 'cib' then 'counted'
        else 'not counted: ' || network.kind
    end as part_in_count,
    network.provenance,
    source.path,
    coalesce(asset.source_row, network.source_row) as source_row
from takedown as network
left join takedown_asset as asset on asset.takedown_id = network.takedown_id
left join source on source.source_id = network.source_id
where
    network.announced_on between $since::date and $until::date
    and network.takedown_id in (
        select takedown_id
        from takedown_target
        where country_code = $country_code
    )
order by
    network.announced_on desc, network.takedown_id, asset.platform, asset.asset_kind,
    asset.source_row
