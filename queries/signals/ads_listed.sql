/*---
title = "Ads listed"
family = "ad_transparency"
axis = "effort"
counts = "ads about social issues, elections or politics in the Ad Library report window, one country's whole report"
unit = "ads"
form = "count"
combine = "last"
fresh_days = 7
formula = "sum of ads over all rows; volume says nothing of harm. Of each country and platform one kind of window is used: that with most end days, then the shorter of at least 7 days; windows overlap and are never added up. Lifelong totals and regions are left out."
---*/
select
    scope, country_code, day, period_days, platform, numerator, numerator_lower, numerator_upper,
    denominator, denominator_lower, denominator_upper, cell, provenance, source_id, row_count
from listed_ads
where among = 'all'
order by scope, country_code, day, period_days, platform
