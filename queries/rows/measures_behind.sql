/*---
title = "Figures of every family behind the signals of a country"
parameters = ["country_code", "since", "until"]
[columns]
table_name = "VARCHAR"
part = "VARCHAR"
period_starts_on = "DATE"
period_ends_on = "DATE"
platform = "VARCHAR"
metric = "VARCHAR"
value = "DOUBLE"
lower = "DOUBLE"
upper = "DOUBLE"
qualifier = "VARCHAR"
unit = "VARCHAR"
cell = "VARCHAR"
counts_of = "VARCHAR"
note = "VARCHAR"
provenance = "VARCHAR"
path = "VARCHAR"
source_row = "BIGINT"
---*/
with figure as (
    select
        'ai_label' as table_name,
        concat_ws(', ', item_kind, label_kind) as part,
        period_starts_on, period_ends_on, platform, metric, value, lower, upper, qualifier, unit,
        cell, counts_of, note, provenance, source_id, source_row
    from ai_label
    where
        scope = 'country'
        and country_code = $country_code
        and period_ends_on between $since::date and $until::date
    union all
    select
        'candidate_safety' as table_name,
        gender as part,
        period_starts_on, period_ends_on, platform, metric, value, lower, upper, qualifier, unit,
        cell, counts_of, note, provenance, source_id, source_row
    from candidate_safety
    where
        scope = 'country'
        and country_code = $country_code
        and period_ends_on between $since::date and $until::date
    union all
    select
        'capacity' as table_name,
        concat_ws(', ', function, language) as part,
        period_starts_on, period_ends_on, platform, metric, value, lower, upper, qualifier, unit,
        cell, counts_of, note, provenance, source_id, source_row
    from capacity
    where
        scope = 'country'
        and country_code = $country_code
        and period_ends_on between $since::date and $until::date
    union all
    select
        'crisis' as table_name,
        lever as part,
        period_starts_on, period_ends_on, platform, metric, value, lower, upper, qualifier, unit,
        cell, counts_of, note, provenance, source_id, source_row
    from crisis
    where
        scope = 'country'
        and country_code = $country_code
        and period_ends_on between $since::date and $until::date
    union all
    select
        'enforcement' as table_name,
        concat_ws(', ', policy_area, vintage) as part,
        period_starts_on, period_ends_on, platform, metric, value, lower, upper, qualifier, unit,
        cell, counts_of, note, provenance, source_id, source_row
    from enforcement
    where
        scope = 'country'
        and country_code = $country_code
        and period_ends_on between $since::date and $until::date
    union all
    select
        'fact_check' as table_name,
        activity as part,
        period_starts_on, period_ends_on, platform, metric, value, lower, upper, qualifier, unit,
        cell, counts_of, note, provenance, source_id, source_row
    from fact_check
    where
        scope = 'country'
        and country_code = $country_code
        and period_ends_on between $since::date and $until::date
    union all
    select
        'government_request' as table_name,
        request_kind as part,
        period_starts_on, period_ends_on, platform, metric, value, lower, upper, qualifier, unit,
        cell, counts_of, note, provenance, source_id, source_row
    from government_request
    where
        scope = 'country'
        and country_code = $country_code
        and period_ends_on between $since::date and $until::date
    union all
    select
        'partner_report' as table_name,
        language as part,
        period_starts_on, period_ends_on, platform, metric, value, lower, upper, qualifier, unit,
        cell, counts_of, note, provenance, source_id, source_row
    from partner_report
    where
        scope = 'country'
        and country_code = $country_code
        and period_ends_on between $since::date and $until::date
    union all
    select
        'published_figure' as table_name,
        concat_ws(', ', family, scope_note) as part,
        period_starts_on, period_ends_on, platform, metric, value, lower, upper, qualifier, unit,
        cell, counts_of, note, provenance, source_id, source_row
    from published_figure
    where
        scope = 'country'
        and country_code = $country_code
        and period_ends_on between $since::date and $until::date
    union all
    select
        'user_report' as table_name,
        reason as part,
        period_starts_on, period_ends_on, platform, metric, value, lower, upper, qualifier, unit,
        cell, counts_of, note, provenance, source_id, source_row
    from user_report
    where
        scope = 'country'
        and country_code = $country_code
        and period_ends_on between $since::date and $until::date
    union all
    select
        'voter_reminder' as table_name,
        concat_ws(', ', reminder_kind, election) as part,
        period_starts_on, period_ends_on, platform, metric, value, lower, upper, qualifier, unit,
        cell, counts_of, note, provenance, source_id, source_row
    from voter_reminder
    where
        scope = 'country'
        and country_code = $country_code
        and period_ends_on between $since::date and $until::date
)
select
    figure.table_name,
    figure.part,
    figure.period_starts_on,
    figure.period_ends_on,
    figure.platform,
    figure.metric,
    figure.value,
    figure.lower,
    figure.upper,
    figure.qualifier,
    figure.unit,
    figure.cell,
    figure.counts_of,
    figure.note,
    figure.provenance,
    source.path,
    figure.source_row
from figure
left join source on source.source_id = figure.source_id
order by
    figure.table_name, figure.period_ends_on desc, figure.metric, figure.platform, figure.part,
    figure.period_starts_on, figure.source_id, figure.source_row
