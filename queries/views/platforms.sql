/*---
title = "Platforms in the snapshot"
parameters = []
[columns]
platform = "VARCHAR"
---*/
select distinct platform
from signal_day
order by platform
