/*---
title = "Figures of a table: those of long periods each, daily ones added up over their last 28 days, of others the newest"
parameters = ["country_code", "as_of", "table_name"]
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
-- The program asks it once for each table whose figures a screen lists: ai_label_figures,
-- voter_reminder_figures.
with figure as (
    select
        scope, country_code, metric, coalesce(kind, 'any') as kind, platform, period_starts_on,
        period_ends_on, period_ends_on - period_starts_on + 1 as period_days, value, lower, upper,
        qualifier, unit, cell, provenance, counts_of, note, source_id, source_row
    from measure
    where
        table_name = $table_name
        and period_starts_on <= $as_of
        and ($country_code is null or country_code = $country_code or scope <> 'country')
),

long as (
    select
        scope, country_code, metric, kind, platform, period_starts_on, period_ends_on, value,
        lower, upper, qualifier, unit, cell, 1::bigint as days, provenance, counts_of, note,
        source_id, source_row
    from figure
    where period_days > 31
),

newest as (
    select
        scope, country_code, metric, kind, platform, period_starts_on, period_ends_on, value,
        lower, upper, qualifier, unit, cell, 1::bigint as days, provenance, counts_of, note,
        source_id, source_row
    from figure
    where period_days between 2 and 31 and period_ends_on <= $as_of
    qualify
        row_number() over (
            partition by scope, country_code, metric, kind, platform, unit
            order by period_ends_on desc, source_id, source_row
        ) = 1
),

recent as (
    -- The last 28 days with figures, as the signals of this family take them.
    select
        scope, country_code, metric, kind, platform, period_starts_on, period_ends_on, value,
        lower, upper, qualifier, unit, cell, provenance, counts_of, note, source_id
    from figure
    where period_days = 1 and period_ends_on <= $as_of
    qualify
        period_ends_on
        > max(period_ends_on) over (partition by scope, country_code, metric, kind, platform) - 28
),

daily as (
    select
        scope, country_code, metric, kind, platform,
        min(period_starts_on) as period_starts_on, max(period_ends_on) as period_ends_on,
        case when unit <> 'share' then sum(value) end as value,
        case when unit = 'share' then min(lower) else sum(lower) end as lower,
        case
            when count(upper) < count(*) then null
            when unit = 'share' then max(upper)
            else sum(upper)
        end as upper,
        case
            when unit = 'share' then 'range'
            when count(distinct qualifier) = 1 then min(qualifier)
            else 'about'
        end as qualifier,
        unit, cell, count(*) as days, provenance, min(counts_of) as counts_of, min(note) as note,
        min(source_id) as source_id, null::bigint as source_row
    from recent
    group by scope, country_code, metric, kind, platform, unit, cell, provenance
)

select
    scope, country_code, metric, kind, platform, period_starts_on, period_ends_on, value, lower,
    upper, qualifier, unit, cell, days, provenance, counts_of, note, source_id, source_row
from long
union all
select
    scope, country_code, metric, kind, platform, period_starts_on, period_ends_on, value, lower,
    upper, qualifier, unit, cell, days, provenance, counts_of, note, source_id, source_row
from newest
union all
select
    scope, country_code, metric, kind, platform, period_starts_on, period_ends_on, value, lower,
    upper, qualifier, unit, cell, days, provenance, counts_of, note, source_id, source_row
from daily
order by
    provenance, scope, country_code nulls last, metric, kind, platform, period_ends_on desc, cell,
    source_id, source_row
