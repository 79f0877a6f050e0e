/*---
title = "Share of ads that ran without a disclaimer"
family = "ad_transparency"
axis = "harm"
counts = "ads about social issues, elections or politics in the Ad Library report window, one country's whole report"
unit = "share"
form = "share"
lead = 1
fresh_days = 7
formula = "ads of rows whose disclaimer is missing / ads of all rows that report disclaimers; anonymised payers count as labelled. Of each country and platform one kind of window is used: that with most end days, then the shorter of at least 7 days; windows overlap and are never added up. Lifelong totals and regions are left out."
action = "Open the pages with the most unlabelled ads and ask ad review whether enforcement is behind or a disclaimer outage is on."
---*/
select
    scope, country_code, day, period_days, platform, numerator, numerator_lower, numerator_upper,
    denominator, denominator_lower, denominator_upper, cell, provenance, source_id, row_count
from listed_ads
where among = 'reported' and state = 'missing'
order by scope, country_code, day, period_days, platform
