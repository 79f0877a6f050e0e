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
synthetic = "BOOLEAN"
---*/
select changed_on, family, signal, what, scope, citation, provenance = 'synthetic' as synthetic
from regime_change
where country_code = $country_code or scope = 'world'
order by changed_on, family, what
