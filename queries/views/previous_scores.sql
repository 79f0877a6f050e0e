/*---
title = "What the snapshot before this one said of each country"
parameters = []
[columns]
snapshot_id = "VARCHAR"
serial = "INTEGER"
as_of_at = "TIMESTAMP"
day = "DATE"
method_version = "VARCHAR"
method_digest = "VARCHAR"
country_code = "VARCHAR"
score = "DOUBLE"
coverage = "DOUBLE"
---*/
select
    snapshot_id,
    serial,
    as_of_at,
    day,
    method_version,
    method_digest,
    country_code,
    score,
    coverage
from previous_score
order by country_code
