/*---
title = "Every series of a country with the platforms that it has figures of"
kept = true
few_rows = true
---*/
-- All figures are read for it, so that no question about chosen platforms has to.
select country_code, signal, list(distinct platform) as platforms
from signal_day
where scope = 'country' and country_code is not null
group by country_code, signal
