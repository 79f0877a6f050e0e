/*---
title = "Networks removed, with where from, at whom, and what was removed"
parameters = ["country_code", "as_of"]
[columns]
takedown_id = "VARCHAR"
network = "VARCHAR"
kind = "VARCHAR"
announced_on = "DATE"
date_precision = "VARCHAR"
origins = "VARCHAR[]"
targets = "VARCHAR[]"
breakout_category = "INTEGER"
recidivist = "BOOLEAN"
accounts = "DOUBLE"
pages = "DOUBLE"
groups = "DOUBLE"
events = "DOUBLE"
instagram = "DOUBLE"
followers = "DOUBLE"
spend_lower = "DOUBLE"
spend_upper = "DOUBLE"
currency = "VARCHAR"
indicators = "BIGINT"
synthetic = "BOOLEAN"
source_id = "INTEGER"
---*/
select
    takedown.takedown_id, takedown.network, takedown.kind, takedown.announced_on,
    takedown.date_precision,
    coalesce(
        (
            select list(distinct coalesce(origin.country_code, origin.as_stated)
                order by coalesce(origin.country_code, origin.as_stated))
            from takedown_origin as origin
            where origin.takedown_id = takedown.takedown_id
        ), []
    ) as origins,
    coalesce(
        (
            select list(distinct coalesce(target.country_code, target.as_stated)
                order by coalesce(target.country_code, target.as_stated))
            from takedown_target as target
            where target.takedown_id = takedown.takedown_id
        ), []
    ) as targets,
    takedown.breakout_category, takedown.recidivist, asset.accounts, asset.pages, asset.groups,
    asset.events, asset.instagram, asset.followers, takedown.spend_lower, takedown.spend_upper,
    takedown.currency,
    coalesce(indicator.indicators, 0) as indicators,
    takedown.provenance not in ('published', 'measured', 'estimated') as synthetic,
    takedown.source_id
from takedown
left join (
    select
        takedown_id,
        sum(value) filter (asset_kind = 'account' and platform <> 'instagram') as accounts,
        sum(value) filter (asset_kind = 'page') as pages,
        sum(value) filter (asset_kind = 'group') as groups,
        sum(value) filter (asset_kind = 'event') as events,
        sum(value) filter (platform = 'instagram') as instagram,
        sum(followers) as followers
    from takedown_asset
    group by takedown_id
) as asset on asset.takedown_id = takedown.takedown_id
left join (
    select takedown_id, count(*) as indicators
    from takedown_indicator
    group by takedown_id
) as indicator on indicator.takedown_id = takedown.takedown_id
where
    takedown.networks > 0
    and (takedown.announced_on is null or takedown.announced_on <= $as_of)
    and (
        $country_code is null
        or takedown.takedown_id in (
            select takedown_id from takedown_origin where country_code = $country_code
        )
        or takedown.takedown_id in (
            select takedown_id from takedown_target where country_code = $country_code
        )
    )
order by takedown.announced_on desc nulls last, takedown.takedown_id
