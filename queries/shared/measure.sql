/*---
title = "Every figure in the common shape of figures, whichever table holds it"
---*/
-- `kind` is what a figure is a part by: a label's kind, a gender, a language. It is null where the
-- figure stands for all kinds. `part` is the same in words, for people.
select
    'ai_label' as table_name, nullif(label_kind, 'any') as kind,
    concat_ws(', ', item_kind, label_kind) as part,
    source_id, source_row, provenance, counts_of, scope, country_code, period_starts_on,
    period_ends_on, platform, metric, value, lower, upper, qualifier, unit, cell, note
from ai_label
union all
select
    'candidate_safety' as table_name, gender as kind,
    gender as part,
    source_id, source_row, provenance, counts_of, scope, country_code, period_starts_on,
    period_ends_on, platform, metric, value, lower, upper, qualifier, unit, cell, note
from candidate_safety
union all
select
    'capacity' as table_name, language as kind,
    concat_ws(', ', function, language) as part,
    source_id, source_row, provenance, counts_of, scope, country_code, period_starts_on,
    period_ends_on, platform, metric, value, lower, upper, qualifier, unit, cell, note
from capacity
union all
select
    'crisis' as table_name, lever as kind,
    lever as part,
    source_id, source_row, provenance, counts_of, scope, country_code, period_starts_on,
    period_ends_on, platform, metric, value, lower, upper, qualifier, unit, cell, note
from crisis
union all
select
    'enforcement' as table_name, policy_area as kind,
    concat_ws(', ', policy_area, vintage) as part,
    source_id, source_row, provenance, counts_of, scope, country_code, period_starts_on,
    period_ends_on, platform, metric, value, lower, upper, qualifier, unit, cell, note
from enforcement
union all
select
    'fact_check' as table_name, nullif(activity, 'any') as kind,
    activity as part,
    source_id, source_row, provenance, counts_of, scope, country_code, period_starts_on,
    period_ends_on, platform, metric, value, lower, upper, qualifier, unit, cell, note
from fact_check
union all
select
    'government_request' as table_name, nullif(request_kind, 'any') as kind,
    request_kind as part,
    source_id, source_row, provenance, counts_of, scope, country_code, period_starts_on,
    period_ends_on, platform, metric, value, lower, upper, qualifier, unit, cell, note
from government_request
union all
select
    'partner_report' as table_name, language as kind,
    language as part,
    source_id, source_row, provenance, counts_of, scope, country_code, period_starts_on,
    period_ends_on, platform, metric, value, lower, upper, qualifier, unit, cell, note
from partner_report
union all
select
    'political_violence' as table_name, event_kind as kind,
    concat_ws(', ', publisher, event_kind) as part,
    source_id, source_row, provenance, counts_of, scope, country_code, period_starts_on,
    period_ends_on, platform, metric, value, lower, upper, qualifier, unit, cell, note
from political_violence
union all
select
    'published_figure' as table_name, cast(null as varchar) as kind,
    concat_ws(', ', family, scope_note) as part,
    source_id, source_row, provenance, counts_of, scope, country_code, period_starts_on,
    period_ends_on, platform, metric, value, lower, upper, qualifier, unit, cell, note
from published_figure
union all
select
    'user_report' as table_name, reason as kind,
    reason as part,
    source_id, source_row, provenance, counts_of, scope, country_code, period_starts_on,
    period_ends_on, platform, metric, value, lower, upper, qualifier, unit, cell, note
from user_report
union all
select
    'voter_reminder' as table_name, nullif(reminder_kind, 'any') as kind,
    concat_ws(', ', reminder_kind, election) as part,
    source_id, source_row, provenance, counts_of, scope, country_code, period_starts_on,
    period_ends_on, platform, metric, value, lower, upper, qualifier, unit, cell, note
from voter_reminder
