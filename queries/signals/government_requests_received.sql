/*---
title = "Requests received from governments"
family = "government_request"
axis = "effort"
counts = "requests of governments to restrict content or to hand over data"
unit = "requests"
form = "count"
combine = "last"
fresh_days = 200
formula = "metric requests_received; rows with request_kind any stand for all, else the kinds are added up"
action = "Ask the legal desk whether the requests concern candidates or voting, and what was done about them."
---*/
select
    scope, country_code, day, period_days, platform, numerator, numerator_lower, numerator_upper,
    denominator, denominator_lower, denominator_upper, cell, provenance, source_id, row_count
from measure_total
where table_name = 'government_request' and kind = 'all' and metric = 'requests_received'
order by scope, country_code, day, period_days, platform
