/*---
title = "Elections with a polling day, the most telling source first where several name one"
parameters = []
[columns]
election_id = "VARCHAR"
country_code = "VARCHAR"
name = "VARCHAR"
kind = "VARCHAR"
round = "VARCHAR"
polling_starts_on = "DATE"
polling_ends_on = "DATE"
status = "VARCHAR"
previous_polling_on = "DATE"
annulled_on = "DATE"
status_known_from_at = "TIMESTAMP"
new_day_known_from_at = "TIMESTAMP"
higher_risk = "BOOLEAN"
source_id = "INTEGER"
synthetic = "BOOLEAN"
---*/
select
    election_id,
    country_code,
    name,
    kind,
    round,
    polling_starts_on,
    polling_ends_on,
    status,
    previous_polling_on,
    annulled_on,
    status_known_from_at,
    new_day_known_from_at,
    higher_risk,
    source_id,
    provenance not in ('published', 'measured', 'estimated') as synthetic
from election
where country_code is not null and polling_starts_on is not null and date_precision = 'day'
qualify
    row_number() over (
        partition by country_code, kind, polling_starts_on, round
        order by higher_risk is null, source_id, source_row
    ) = 1
order by country_code, polling_starts_on, kind, round, election_id
