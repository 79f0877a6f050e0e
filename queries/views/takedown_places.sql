/*---
title = "Networks and assets removed, by country of origin or of target"
parameters = ["country_code", "as_of", "role"]
[columns]
country_code = "VARCHAR"
place = "VARCHAR"
networks = "DOUBLE"
accounts = "DOUBLE"
assets = "DOUBLE"
networks_without_counts = "BIGINT"
synthetic = "BOOLEAN"
---*/
-- The program asks it twice, as takedown_origins and takedown_targets.
with one as (
    select distinct takedown_id, country_code, coalesce(country_code, as_stated) as place
    from (
        select 'origin' as role, takedown_id, country_code, as_stated
        from takedown_origin
        union all
        select 'target' as role, takedown_id, country_code, as_stated
        from takedown_target
    )
    where role = $role
)

select
    one.country_code,
    one.place,
    sum(takedown.networks) as networks,
    sum(asset.accounts) as accounts,
    sum(asset.assets) as assets,
    count(*) filter (asset.assets is null) as networks_without_counts,
    bool_or(takedown.provenance not in ('published', 'measured', 'estimated')) as synthetic
from one
inner join takedown on takedown.takedown_id = one.takedown_id
left join (
    select
        takedown_id,
        sum(value) filter (asset_kind = 'account') as accounts,
        sum(value) as assets
    from takedown_asset
    group by takedown_id
) as asset on asset.takedown_id = takedown.takedown_id
where
    takedown.kind in ('cib', 'inauthentic_behaviour')
    and takedown.networks > 0
    and (takedown.announced_on is null or takedown.announced_on <= $as_of)
    and ($country_code is null or one.country_code = $country_code)
group by one.country_code, one.place
order by networks desc, assets desc nulls last, one.place
