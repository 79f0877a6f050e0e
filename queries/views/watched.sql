/*---
title = "Countries that the snapshot speaks of"
parameters = []
[columns]
country_code = "VARCHAR"
name = "VARCHAR"
time_zone = "VARCHAR"
---*/
select country_code, name, time_zone
from country
where watched
order by country_code
