/*---
title = "How many report windows may show breaches of each restriction period"
parameters = ["as_of", "known_at"]
[columns]
country_code = "VARCHAR"
period_id = "VARCHAR"
window_count = "BIGINT"
inside_count = "BIGINT"
---*/
select
    country_code,
    period_id,
    count(*) as window_count,
    count(*) filter (relation = 'inside') as inside_count
from restriction_window
where
    possible_breach
    and window_ends_on <= $as_of
    and (known_from_at is null or known_from_at <= $known_at)
    and (superseded_at is null or superseded_at > $known_at)
group by country_code, period_id
order by country_code, period_id
