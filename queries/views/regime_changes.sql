/*---
title = "Regime breaks that touch one country"
parameters = ["country_code"]
[columns]
changed_on = "DATE"
family = "VARCHAR"
signal = "VARCHAR"
what = "VARCHAR"
scope = "VARCHAR"
citation = "VARCHAR"
---*/
select changed_on, family, signal, what, scope, citation
from regime_change
where country_code = $country_code or scope = 'world'
order by changed_on, family, what
