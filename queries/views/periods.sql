/*---
title = "Restriction periods, every version in every zone"
parameters = []
[columns]
period_id = "VARCHAR"
version = "INTEGER"
known_from_at = "TIMESTAMP"
country_code = "VARCHAR"
territory = "VARCHAR"
election = "VARCHAR"
round = "VARCHAR"
rule = "VARCHAR"
medium = "VARCHAR"
platform = "VARCHAR"
starts_local = "TIMESTAMP"
ends_local = "TIMESTAMP"
time_zone = "VARCHAR"
starts_at = "TIMESTAMP"
ends_at = "TIMESTAMP"
imposed_by = "VARCHAR"
stated_by = "VARCHAR"
citation = "VARCHAR"
confidence = "VARCHAR"
rule_id = "VARCHAR"
election_id = "VARCHAR"
withdrawn = "BOOLEAN"
conditional = "BOOLEAN"
note = "VARCHAR"
source_id = "INTEGER"
synthetic = "BOOLEAN"
---*/
select
    period_id, version, known_from_at, country_code, territory, election, round, rule, medium,
    platform, starts_local, ends_local, time_zone, starts_at, ends_at, imposed_by, stated_by,
    citation, confidence, rule_id, election_id,
    coalesce(withdrawn, false) as withdrawn,
    coalesce(conditional, false) as conditional,
    note, source_id,
    provenance not in ('published', 'measured', 'estimated') as synthetic
from restriction_period
order by country_code, starts_at, period_id, version, time_zone, territory
