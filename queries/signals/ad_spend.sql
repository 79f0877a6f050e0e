/*---
title = "Money spent on ads"
family = "ad_transparency"
axis = "effort"
counts = "spend of all rows of one country's Ad Library report window, in one currency"
unit = "each country's own currency"
form = "money"
combine = "last"
fresh_days = 7
formula = "sums of the lower and of the upper bounds of spend; at most 100 is the interval from 0 to 100. A report in several currencies is left out, and of a country only the currency of most end days is counted: currencies are never added up. Of each country and platform one kind of window is used: that with most end days, then the shorter of at least 7 days; windows overlap and are never added up. Lifelong totals and regions are left out."
---*/
select
    scope, country_code, day, period_days, platform, numerator, numerator_lower, numerator_upper,
    denominator, denominator_lower, denominator_upper, cell, provenance, source_id, row_count
from listed_spend
where among = 'all'
order by scope, country_code, day, period_days, platform
