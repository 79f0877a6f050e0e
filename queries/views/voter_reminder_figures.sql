/*---
title = "Figures of voter_reminder: published ones each, daily series summed by metric, kind and platform"
parameters = ["country_code", "as_of"]
[columns]
scope = "VARCHAR"
country_code = "VARCHAR"
metric = "VARCHAR"
kind = "VARCHAR"
platform = "VARCHAR"
period_starts_on = "DATE"
period_ends_on = "DATE"
value = "DOUBLE"
lower = "DOUBLE"
upper = "DOUBLE"
qualifier = "VARCHAR"
unit = "VARCHAR"
cell = "VARCHAR"
days = "BIGINT"
provenance = "VARCHAR"
counts_of = "VARCHAR"
note = "VARCHAR"
source_id = "INTEGER"
source_row = "BIGINT"
---*/
select
    scope, country_code, metric, reminder_kind as kind, platform, period_starts_on, period_ends_on,
    value, lower, upper, qualifier, unit, cell, 1::bigint as days, provenance, counts_of, note,
    source_id, source_row
from voter_reminder
where
    period_ends_on > period_starts_on
    and period_starts_on <= $as_of
    and ($country_code is null or country_code = $country_code or scope <> 'country')
union all
select
    scope, country_code, metric, reminder_kind as kind, platform,
    min(period_starts_on) as period_starts_on, max(period_ends_on) as period_ends_on,
    case when unit = 'share' then null else sum(value) end as value,
    case when unit = 'share' then min(lower) else sum(lower) end as lower,
    case when unit = 'share' then max(upper) else
        case when count(upper) = count(*) then sum(upper) end
    end as upper,
    case when unit = 'share' then 'range' when count(distinct qualifier) = 1 then min(qualifier)
        else 'about' end as qualifier,
    unit, cell, count(*) as days, provenance, min(counts_of) as counts_of, min(note) as note,
    min(source_id) as source_id, null::bigint as source_row
from voter_reminder
where
    period_ends_on = period_starts_on
    and period_ends_on between $as_of::date - 29 and $as_of
    and ($country_code is null or country_code = $country_code or scope <> 'country')
group by scope, country_code, metric, reminder_kind, platform, unit, cell, provenance
order by
    provenance, scope, country_code nulls last, metric, kind, platform, period_ends_on desc, cell,
    source_id, source_row
