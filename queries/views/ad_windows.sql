/*---
title = "Advertiser report windows with their ads, disclaimers and spend"
parameters = ["country_code", "as_of"]
[columns]
country_code = "VARCHAR"
window_kind = "VARCHAR"
window_ends_on = "DATE"
platform = "VARCHAR"
page_count = "BIGINT"
ad_count = "BIGINT"
missing_ad_count = "BIGINT"
anonymised_ad_count = "BIGINT"
reported_ad_count = "BIGINT"
currency = "VARCHAR"
spend_lower = "DOUBLE"
spend_upper = "DOUBLE"
missing_spend_lower = "DOUBLE"
missing_spend_upper = "DOUBLE"
provenance = "VARCHAR"
source_id = "INTEGER"
---*/
-- Of all countries together only the newest windows of each kind are listed.
with ended as (
    select distinct country_code, window_kind, window_ends_on
    from ad_page
    where
        region is null
        and window_ends_on <= $as_of
        and ($country_code is null or country_code = $country_code)
),
listed as (
    select country_code, window_kind, window_ends_on
    from ended
    qualify
        $country_code is not null
        or row_number() over (
            partition by country_code, window_kind
            order by window_ends_on desc
        ) <= 5
)

select
    page.country_code,
    page.window_kind,
    page.window_ends_on,
    platform,
    count(distinct page_id) filter (page_id <> '0') as page_count,
    sum(ad_count)::bigint as ad_count,
    coalesce(sum(ad_count) filter (disclaimer_state = 'missing'), 0)::bigint as missing_ad_count,
    coalesce(sum(ad_count) filter (disclaimer_state = 'anonymised'), 0)::bigint
        as anonymised_ad_count,
    coalesce(sum(ad_count) filter (disclaimer_state <> 'not_reported'), 0)::bigint
        as reported_ad_count,
    currency,
    sum(spend_lower) as spend_lower,
    -- One open upper bound leaves the sum of them open.
    case when count(spend_upper) = count(*) then sum(spend_upper) end as spend_upper,
    coalesce(sum(spend_lower) filter (disclaimer_state = 'missing'), 0) as missing_spend_lower,
    case
        when bool_or(disclaimer_state = 'missing' and spend_upper is null) then null
        else coalesce(sum(spend_upper) filter (disclaimer_state = 'missing'), 0)
    end as missing_spend_upper,
    case
        when bool_or(provenance not in ('published', 'measured', 'estimated')) then 'synthetic'
        when bool_or(provenance = 'estimated') then 'estimated'
        when bool_or(provenance = 'measured') then 'measured'
        else 'published'
    end as provenance,
    source_id
from ad_page as page
inner join listed
    on
        listed.country_code = page.country_code
        and listed.window_kind = page.window_kind
        and listed.window_ends_on = page.window_ends_on
where
    page.region is null
    -- What the join implies already, said once more so that other countries are not read at all.
    and ($country_code is null or page.country_code = $country_code)
group by
    page.country_code, page.window_kind, page.window_ends_on, platform, currency, source_id
order by
    page.country_code, page.window_ends_on desc, page.window_kind, platform, currency, source_id
