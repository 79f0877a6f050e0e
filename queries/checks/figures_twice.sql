/*---
title = "The same figure from two files"
remedy = "import each figure from one file; two files that state it are added up"
---*/
with stated as (
    select
        'ai_label' as table_name, source_id, source_row,
        concat_ws(
            ' ', scope, country_code, metric, platform, period_starts_on, period_ends_on,
            item_kind, label_kind
        ) as key
    from ai_label
    union all
    select
        'candidate_safety' as table_name, source_id, source_row,
        concat_ws(
            ' ', scope, country_code, metric, platform, period_starts_on, period_ends_on,
            gender
        ) as key
    from candidate_safety
    union all
    select
        'capacity' as table_name, source_id, source_row,
        concat_ws(
            ' ', scope, country_code, metric, platform, period_starts_on, period_ends_on,
            language, function
        ) as key
    from capacity
    union all
    select
        'crisis' as table_name, source_id, source_row,
        concat_ws(
            ' ', scope, country_code, metric, platform, period_starts_on, period_ends_on,
            lever
        ) as key
    from crisis
    union all
    select
        'enforcement' as table_name, source_id, source_row,
        concat_ws(
            ' ', scope, country_code, metric, platform, period_starts_on, period_ends_on,
            vintage, policy_area
        ) as key
    from enforcement
    union all
    select
        'fact_check' as table_name, source_id, source_row,
        concat_ws(
            ' ', scope, country_code, metric, platform, period_starts_on, period_ends_on,
            activity
        ) as key
    from fact_check
    union all
    select
        'government_request' as table_name, source_id, source_row,
        concat_ws(
            ' ', scope, country_code, metric, platform, period_starts_on, period_ends_on,
            request_kind
        ) as key
    from government_request
    union all
    select
        'partner_report' as table_name, source_id, source_row,
        concat_ws(
            ' ', scope, country_code, metric, platform, period_starts_on, period_ends_on,
            language
        ) as key
    from partner_report
    union all
    select
        'published_figure' as table_name, source_id, source_row,
        concat_ws(
            ' ', scope, country_code, metric, platform, period_starts_on, period_ends_on,
            service, family, scope_note, statement
        ) as key
    from published_figure
    union all
    select
        'user_report' as table_name, source_id, source_row,
        concat_ws(
            ' ', scope, country_code, metric, platform, period_starts_on, period_ends_on,
            reason
        ) as key
    from user_report
    union all
    select
        'voter_reminder' as table_name, source_id, source_row,
        concat_ws(
            ' ', scope, country_code, metric, platform, period_starts_on, period_ends_on,
            reminder_kind, election
        ) as key
    from voter_reminder
)
select
    'two files give a figure for the same thing, place and period' as what,
    table_name,
    max(source_id) as source_id,
    arg_max(source_row, source_id) as source_row,
    key as value
from stated
group by table_name, key
having count(distinct source_id) > 1
order by table_name, source_id, source_row, value
