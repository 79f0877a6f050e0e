/*---
title = "Share of ads whose payer is withheld for safety"
family = "ad_transparency"
axis = "protective"
counts = "ads in the Ad Library report window whose payer the platform anonymised"
unit = "share"
form = "share"
fresh_days = 7
formula = "ads of rows whose disclaimer is anonymised / ads of all rows that report disclaimers: an anonymised payer is neither named nor missing. Of each country and platform one kind of window is used: that with most end days, then the shorter of at least 7 days; windows overlap and are never added up. Lifelong totals and regions are left out."
---*/
select
    scope, country_code, day, period_days, platform, numerator, numerator_lower, numerator_upper,
    denominator, denominator_lower, denominator_upper, cell, provenance, source_id, row_count
from listed_ads
where among = 'reported' and state = 'anonymised'
order by scope, country_code, day, period_days, platform
