/*---
title = "Ads and spend of each part of a report window: of one disclaimer state, currency and file"
kept = true
---*/
-- Pages are read once; all that follows is about a few rows for each window. Regions are parts of
-- their country and left out.
select
    country_code,
    platform,
    window_kind,
    window_starts_on,
    window_ends_on,
    disclaimer_state,
    currency,
    case provenance
        when 'synthetic' then '1 synthetic' when 'estimated' then '2 estimated'
        when 'measured' then '3 measured' else '4 published'
    end as ranked_provenance,
    source_id,
    count(ad_count) as counted_rows,
    sum(ad_count) as ad_count,
    count(spend_lower) as floored_rows,
    count(spend_upper) as bounded_rows,
    sum(spend_lower) as spend_lower,
    sum(spend_upper) as spend_upper,
    count(*) as row_count
from ad_page
where region is null
group by
    country_code, platform, window_kind, window_starts_on, window_ends_on, disclaimer_state,
    currency, provenance, source_id
