/*---
title = "Elections with a polling day, with what was known of them when"
parameters = []
[columns]
country_code = "VARCHAR"
name = "VARCHAR"
kind = "VARCHAR"
starts_on = "DATE"
ends_on = "DATE"
status = "VARCHAR"
previous_on = "DATE"
annulled_on = "DATE"
known_on = "DATE"
postponed_on = "DATE"
higher_risk = "BOOLEAN"
synthetic = "BOOLEAN"
---*/
-- One row for each election of the query elections, and in the same order.
select
    country_code,
    name,
    kind,
    polling_starts_on as starts_on,
    coalesce(polling_ends_on, polling_starts_on) as ends_on,
    status,
    previous_polling_on as previous_on,
    annulled_on,
    coalesce(new_day_known_from_at, status_known_from_at)::date as known_on,
    case when new_day_known_from_at is not null then status_known_from_at::date end
        as postponed_on,
    higher_risk,
    provenance not in ('published', 'measured', 'estimated') as synthetic
from election
where country_code is not null and polling_starts_on is not null and date_precision = 'day'
qualify
    row_number() over (
        partition by country_code, kind, polling_starts_on, round
        order by higher_risk is null, source_id, source_row
    ) = 1
order by country_code, polling_starts_on, kind, round, election_id
