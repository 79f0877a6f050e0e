/*---
title = "Share of government requests complied with"
family = "government_request"
axis = "effort"
counts = "requests of governments complied with wholly or in part, among those received"
unit = "share"
form = "share"
fresh_days = 200
formula = "requests_complied / requests_received of the same period and platform"
settles_days = 30
---*/
select
    scope, country_code, day, period_days, platform, numerator, numerator_lower, numerator_upper,
    denominator, denominator_lower, denominator_upper, cell, provenance, source_id, row_count
from measure_share
where
    table_name = 'government_request'
    and kind = 'all'
    and part_metric = 'requests_complied'
    and whole_metric = 'requests_received'
order by scope, country_code, day, period_days, platform
