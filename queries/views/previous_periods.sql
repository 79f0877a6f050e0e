/*---
title = "Restriction periods as the snapshot before this one knew them"
parameters = []
[columns]
country_code = "VARCHAR"
period_id = "VARCHAR"
territory = "VARCHAR"
election = "VARCHAR"
round = "VARCHAR"
rule = "VARCHAR"
medium = "VARCHAR"
platform = "VARCHAR"
time_zone = "VARCHAR"
starts_at = "TIMESTAMP"
ends_at = "TIMESTAMP"
citation = "VARCHAR"
withdrawn = "BOOLEAN"
conditional = "BOOLEAN"
synthetic = "BOOLEAN"
---*/
select
    country_code, period_id, territory, election, round, rule, medium, platform, time_zone,
    starts_at, ends_at, citation, withdrawn, conditional, synthetic
from previous_period
order by country_code, period_id, time_zone, territory
