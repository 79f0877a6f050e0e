/*---
title = "Share of spend on ads that ran without a disclaimer"
family = "ad_transparency"
axis = "harm"
counts = "money spent on ads about social issues, elections or politics in the Ad Library report window, one country's whole report"
unit = "share"
form = "share"
fresh_days = 7
formula = "spend of rows whose disclaimer is missing / spend of all rows that report disclaimers, both as intervals, in the one currency of the report; a report in several currencies is left out, and of a country only the currency of most end days is counted. Of each country and platform one kind of window is used: that with most end days, then the shorter of at least 7 days; windows overlap and are never added up. Lifelong totals and regions are left out."
action = "Ask ad review which unlabelled pages spent most, and whether their ads can be labelled or stopped today."
---*/
select
    scope, country_code, day, period_days, platform, numerator, numerator_lower, numerator_upper,
    denominator, denominator_lower, denominator_upper, cell, provenance, source_id, row_count
from listed_spend
where among = 'reported'
order by scope, country_code, day, period_days, platform
