/*---
title = "Names of sources, as printed under charts"
parameters = []
[columns]
source_id = "INTEGER"
title = "VARCHAR"
publisher = "VARCHAR"
provenance = "VARCHAR"
period_ends_on = "DATE"
---*/
select source_id, title, publisher, provenance, period_ends_on
from source
order by source_id
