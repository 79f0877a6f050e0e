/*---
title = "Restriction rules on record, every version"
parameters = []
[columns]
rule_id = "VARCHAR"
version = "INTEGER"
known_from_at = "TIMESTAMP"
country_code = "VARCHAR"
territory = "VARCHAR"
rule = "VARCHAR"
medium = "VARCHAR"
platform = "VARCHAR"
starts = "VARCHAR"
ends = "VARCHAR"
applies_until_on = "DATE"
imposed_by = "VARCHAR"
stated_by = "VARCHAR"
citation = "VARCHAR"
confidence = "VARCHAR"
synthetic = "BOOLEAN"
---*/
select
    rule_id,
    version,
    known_from_at,
    country_code,
    territory,
    rule,
    medium,
    platform,
    starts,
    ends,
    applies_until_on,
    imposed_by,
    stated_by,
    citation,
    confidence,
    provenance = 'synthetic' as synthetic
from restriction_rule
order by country_code, rule, rule_id, version
