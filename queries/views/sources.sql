/*---
title = "Files that the snapshot was built from"
parameters = []
[columns]
source_id = "INTEGER"
path = "VARCHAR"
importer = "VARCHAR"
title = "VARCHAR"
publisher = "VARCHAR"
licence = "VARCHAR"
period_starts_on = "DATE"
period_ends_on = "DATE"
provenance = "VARCHAR"
digest = "VARCHAR"
byte_count = "BIGINT"
rows_read = "BIGINT"
rows_written = "BIGINT"
problem_count = "BIGINT"
---*/
select
    source_id,
    path,
    importer,
    title,
    publisher,
    licence,
    period_starts_on,
    period_ends_on,
    provenance,
    digest,
    byte_count,
    rows_read,
    rows_written,
    problem_count
from source
order by source_id
