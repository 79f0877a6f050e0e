/*---
title = "Words that the format does not know"
remedy = "use the words that docs/snapshot.md lists for the column"
---*/
with used as (
    select
        'ai_label' as table_name, source_id, source_row, provenance, cell, qualifier,
        scope, platform
    from ai_label
    union all
    select
        'candidate_safety' as table_name, source_id, source_row, provenance, cell, qualifier,
        scope, platform
    from candidate_safety
    union all
    select
        'capacity' as table_name, source_id, source_row, provenance, cell, qualifier,
        scope, platform
    from capacity
    union all
    select
        'crisis' as table_name, source_id, source_row, provenance, cell, qualifier,
        scope, platform
    from crisis
    union all
    select
        'enforcement' as table_name, source_id, source_row, provenance, cell, qualifier,
        scope, platform
    from enforcement
    union all
    select
        'fact_check' as table_name, source_id, source_row, provenance, cell, qualifier,
        scope, platform
    from fact_check
    union all
    select
        'government_request' as table_name, source_id, source_row, provenance, cell, qualifier,
        scope, platform
    from government_request
    union all
    select
        'partner_report' as table_name, source_id, source_row, provenance, cell, qualifier,
        scope, platform
    from partner_report
    union all
    select
        'published_figure' as table_name, source_id, source_row, provenance, cell, qualifier,
        scope, platform
    from published_figure
    union all
    select
        'user_report' as table_name, source_id, source_row, provenance, cell, qualifier,
        scope, platform
    from user_report
    union all
    select
        'voter_reminder' as table_name, source_id, source_row, provenance, cell, qualifier,
        scope, platform
    from voter_reminder
    union all
    select 'ad_page', source_id, source_row, provenance, null, null, null, platform
    from ad_page
    union all
    select 'takedown', source_id, source_row, provenance, cell, null, null, null
    from takedown
    union all
    select 'takedown_asset', source_id, source_row, provenance, null, qualifier, null, platform
    from takedown_asset
    union all
    select 'signal_day', source_id, null, provenance, cell, null, scope, platform
    from signal_day
    union all
    select 'restriction_window', source_id, null, provenance, null, null, null, platform
    from restriction_window
)
select
    'a word is not one that the format lists' as what,
    table_name,
    min(source_id) as source_id,
    min(source_row) as source_row,
    concat_ws(' ', provenance, cell, qualifier, scope, platform) as value
from used
where
    provenance not in ('published', 'measured', 'estimated', 'synthetic')
    or cell not in ('observed', 'suppressed', 'below_threshold')
    or qualifier not in (
        'exact', 'about', 'more_than', 'at_least', 'less_than', 'at_most',
        'nearly', 'range', 'rounded'
    )
    or scope not in ('country', 'eu', 'world')
    or platform not in (
        'facebook', 'instagram', 'threads', 'whatsapp', 'messenger', 'google', 'youtube',
        'tiktok', 'x', 'snapchat', 'linkedin', 'pinterest', 'telegram', 'reddit',
        'several', 'all', 'offline', 'other'
    )
group by table_name, provenance, cell, qualifier, scope, platform
order by table_name, source_id, value
