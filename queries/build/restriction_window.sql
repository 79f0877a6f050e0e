/*---
title = "Report windows before, inside, across and after each restriction period"
parameters = []
[columns]
country_code = "VARCHAR"
period_id = "VARCHAR"
version = "INTEGER"
known_from_at = "TIMESTAMP"
superseded_at = "TIMESTAMP"
window_kind = "VARCHAR"
window_starts_on = "DATE"
window_ends_on = "DATE"
platform = "VARCHAR"
relation = "VARCHAR"
days_inside = "DOUBLE"
window_days = "INTEGER"
row_count = "BIGINT"
ad_count = "BIGINT"
currency = "VARCHAR"
currency_count = "BIGINT"
spend_lower = "DOUBLE"
spend_upper = "DOUBLE"
compared_window_ends_on = "DATE"
days_after_compared = "INTEGER"
pages_risen = "BIGINT"
ads_risen = "BIGINT"
pages_new = "BIGINT"
ads_of_new_pages = "BIGINT"
covers_online = "BOOLEAN"
counts_issue_ads = "BOOLEAN"
possible_breach = "BOOLEAN"
provenance = "VARCHAR"
source_id = "INTEGER"
---*/
with
stretch as (
    -- One version in one zone, current from its announcement until a later version is announced.
    select
        country_code,
        period_id,
        time_zone,
        coalesce(territory, '') as territory,
        version,
        coalesce(known_from_at, timestamp '0001-01-01') as known_at,
        min(coalesce(known_from_at, timestamp '0001-01-01')) over (
            partition by period_id, time_zone, coalesce(territory, '')
            order by version
            rows between 1 following and unbounded following
        ) as replaced_at,
        rule,
        -- A platform's own rule is about ads on it, whatever its words.
        case when imposed_by = 'platform' then 'online' else lower(medium) end as medium,
        lower(platform) as policy_of,
        starts_at,
        ends_at,
        starts_at is not null and coalesce(withdrawn, false) is false as takes_place,
        case provenance
            when 'synthetic' then 1 when 'estimated' then 2 when 'measured' then 3 else 4
        end as strength
    from restriction_period
    -- What a later version replaced no later than it was announced was never current.
    qualify replaced_at is null or known_at < replaced_at
),
announcement as (
    select
        period_id,
        known_at,
        lead(known_at) over (partition by period_id order by known_at) as superseded_at
    from (select distinct period_id, known_at from stretch) as said
),
period as (
    -- What was known between two announcements: from the first start to the last end of its zones.
    select
        stretch.country_code,
        announcement.period_id,
        announcement.known_at,
        announcement.superseded_at,
        max(stretch.version) as version,
        max_by(stretch.rule, stretch.version) as rule,
        max_by(stretch.medium, (stretch.version, stretch.medium)) as medium,
        max_by(stretch.policy_of, (stretch.version, stretch.policy_of)) as policy_of,
        min(stretch.strength) as strength,
        -- Pacific civil time, in which report days begin and end at midnight.
        timezone('America/Los_Angeles', timezone('UTC', min(stretch.starts_at))) as starts_pacific,
        timezone('America/Los_Angeles', timezone('UTC', case
            when count(stretch.ends_at) = count(*) then max(stretch.ends_at)
        end)) as ends_pacific
    from announcement
    inner join stretch
        on stretch.period_id = announcement.period_id
        and stretch.known_at <= announcement.known_at
        and coalesce(stretch.replaced_at > announcement.known_at, true)
    where stretch.takes_place
    group by
        stretch.country_code, announcement.period_id, announcement.known_at,
        announcement.superseded_at
),
ruled as (
    select
        country_code,
        period_id,
        known_at,
        superseded_at,
        version,
        rule,
        strength,
        starts_pacific,
        coalesce(ends_pacific, timestamp 'infinity') as ends_pacific,
        case
            when regexp_matches(medium, '\b(online|internet|social|digital|web)\b')
                then true
            when regexp_matches(
                medium, '\ball (media|campaign\w*|advertis\w*|ads)\b|\bcampaigning\b'
            ) then true
            when regexp_matches(
                medium,
                '\b(broadcast\w*|tv|television|radio|cinema|print|press|newspapers?|posters?|'
                || 'billboards?|polls?|meetings?|rall(y|ies)|processions?|canvass\w*)\b'
            ) then false
            when regexp_matches(medium, '\ball\b') then true
        end as covers_online,
        -- One platform's own policy says nothing of the ads of another one.
        case
            when policy_of is null then 'any'
            when regexp_matches(policy_of, 'google|youtube') then 'google'
            when regexp_matches(policy_of, 'meta|facebook|instagram|threads|whatsapp|messenger')
                then 'meta'
            when regexp_matches(policy_of, 'tiktok|snap|twitter|x corp|microsoft|linkedin|reddit')
                then 'other'
            else 'any'
        end as policy_of
    from period
),
listed as (
    select
        country_code,
        platform,
        window_kind,
        coalesce(
            min(window_starts_on),
            window_ends_on - case window_kind
                when 'yesterday' then 0
                when 'last_7_days' then 6
                when 'last_30_days' then 29
                when 'last_90_days' then 89
            end
        ) as window_starts_on,
        window_ends_on,
        -- Of two files that give a window the later counts, as in the signals.
        max(source_id) as source_id
    from ad_page
    where region is null and country_code in (select country_code from ruled)
    group by country_code, platform, window_kind, window_ends_on
    union all
    select
        country_code, platform, 'week', week_starts_on, week_starts_on + 6, max(source_id)
    from advertiser_week
    where country_code in (select country_code from ruled)
    group by country_code, platform, week_starts_on
),
report as (
    select
        country_code, platform, window_kind, window_starts_on, window_ends_on, source_id,
        (window_ends_on - window_starts_on + 1)::integer as window_days,
        -- A window without a first day is placed by its last one.
        coalesce(window_starts_on, window_ends_on)::timestamp as placed_from,
        window_ends_on + interval 1 day as placed_to
    from listed
),
placed as (
    select
        ruled.country_code,
        ruled.period_id,
        ruled.known_at,
        ruled.superseded_at,
        ruled.version,
        ruled.rule,
        ruled.strength,
        ruled.covers_online,
        ruled.starts_pacific,
        report.platform,
        report.window_kind,
        report.window_starts_on,
        report.window_ends_on,
        report.window_days,
        report.source_id,
        case
            when report.placed_to <= ruled.starts_pacific then 'before'
            when report.placed_from >= ruled.ends_pacific then 'after'
            when
                report.window_starts_on >= ruled.starts_pacific
                and report.placed_to <= ruled.ends_pacific
                then 'inside'
            else 'overlaps'
        end as relation,
        greatest(0, epoch(
            least(report.placed_to, ruled.ends_pacific) - case
                when report.window_starts_on > ruled.starts_pacific then report.placed_from
                else ruled.starts_pacific
            end
        ) / 86400)::double as days_inside
    from ruled
    inner join report
        on report.country_code = ruled.country_code
        and report.placed_to >= ruled.starts_pacific - interval 90 day
        and report.placed_from <= ruled.ends_pacific + interval 90 day
        and (
            ruled.policy_of = 'any'
            or report.platform = 'all'
            or (ruled.policy_of = 'google' and report.platform = 'google')
            or (ruled.policy_of = 'meta' and report.platform <> 'google')
        )
),
near as (
    -- All windows that touch a period, and of each kind the two nearest on either side.
    select
        country_code, period_id, known_at, superseded_at, version, rule, strength, covers_online,
        starts_pacific, platform, window_kind, window_starts_on, window_ends_on, window_days,
        source_id, relation, days_inside
    from placed
    qualify
        relation in ('inside', 'overlaps')
        or row_number() over (
            partition by period_id, known_at, platform, window_kind, relation
            order by
                case relation when 'before' then -1 else 1 end
                * date_diff('day', starts_pacific::date, window_ends_on)
        ) <= 2
),
compared as (
    select
        country_code, period_id, known_at, superseded_at, version, rule, strength, covers_online,
        starts_pacific, platform, window_kind, window_ends_on, window_days, source_id,
        window_starts_on, relation, days_inside,
        case
            when
                relation in ('inside', 'overlaps')
                and window_kind <> 'week'
                and rule in ('new_political_ads_ban', 'political_ads_ban', 'electoral_silence')
                then max(case when relation = 'before' then window_ends_on end) over (
                    partition by period_id, known_at, platform, window_kind
                )
        end as compared_window_ends_on
    from near
),
wanted as (
    -- A number stands for a window while its pages are counted.
    select
        country_code, platform, window_kind, window_ends_on, source_id,
        (row_number() over (
            order by country_code, platform, window_kind, window_ends_on, source_id
        ))::integer as window_no
    from (
        select distinct country_code, platform, window_kind, window_ends_on, source_id
        from near
    ) as told
),
numbered as materialized (
    select
        wanted.window_no,
        page.page_id,
        page.currency,
        page.ad_count,
        page.spend_lower,
        page.spend_upper,
        page.counts_of,
        page.provenance
    from ad_page as page
    inner join wanted
        on wanted.country_code = page.country_code
        and wanted.window_ends_on = page.window_ends_on
        and wanted.platform = page.platform
        and wanted.window_kind = page.window_kind
        and wanted.source_id = page.source_id
    where page.region is null
),
week as (
    select
        wanted.window_no,
        week.currency,
        bool_and(week.same_money) as same_money,
        count(*) as row_count,
        sum(week.spend_lower) as spend_lower,
        case when count(week.spend_upper) = count(*) then sum(week.spend_upper) end as spend_upper,
        coalesce(bool_or(greatest(week.spend_lower, week.spend_upper) > 0), false) as tells_spend,
        min(case week.provenance
            when 'synthetic' then 1 when 'estimated' then 2 when 'measured' then 3 else 4
        end) as strength
    from advertiser_week as week
    inner join wanted
        on wanted.window_kind = 'week'
        and wanted.country_code = week.country_code
        and wanted.platform = week.platform
        and wanted.window_ends_on = week.week_starts_on + 6
    group by wanted.window_no, week.currency
),
entry as (
    select
        window_no,
        currency,
        count(*) as row_count,
        case when count(ad_count) = count(*) then sum(ad_count) end as ad_count,
        sum(spend_lower) as spend_lower,
        case when count(spend_upper) = count(*) then sum(spend_upper) end as spend_upper,
        coalesce(bool_or(greatest(spend_lower, spend_upper) > 0), false) as tells_spend,
        bool_or(counts_of like '%social issue%') as counts_issue_ads,
        min(case provenance
            when 'synthetic' then 1 when 'estimated' then 2 when 'measured' then 3 else 4
        end) as strength
    from numbered
    group by window_no, currency
    union all
    select
        window_no, currency, row_count, null, spend_lower, spend_upper, tells_spend, false,
        strength
    from week
    -- Of the same money in several currencies one is taken, as by advertiser_weekly_spend.
    qualify
        not same_money
        or row_number() over (
            partition by window_no
            order by case currency when 'USD' then 1 when 'EUR' then 2 else 3 end, currency
        ) = 1
),
figure as (
    select
        wanted.country_code,
        wanted.platform,
        wanted.window_kind,
        wanted.window_ends_on,
        wanted.window_no,
        sum(entry.row_count)::bigint as row_count,
        case when count(entry.ad_count) = count(*) then sum(entry.ad_count) end::bigint as ad_count,
        count(*) filter (entry.tells_spend) as currency_count,
        min(entry.currency) filter (entry.tells_spend) as currency,
        sum(entry.spend_lower) as spend_lower,
        case when count(entry.spend_upper) = count(*) then sum(entry.spend_upper) end
            as spend_upper,
        bool_or(entry.counts_issue_ads) as counts_issue_ads,
        min(entry.strength) as strength
    from entry
    inner join wanted on wanted.window_no = entry.window_no
    group by
        wanted.country_code, wanted.platform, wanted.window_kind, wanted.window_ends_on,
        wanted.window_no
),
told as (
    select
        compared.country_code, compared.period_id, compared.known_at, compared.superseded_at,
        compared.version, compared.rule, compared.covers_online, compared.starts_pacific,
        compared.platform, compared.window_kind, compared.window_ends_on, compared.window_days,
        compared.source_id, compared.window_starts_on, compared.relation, compared.days_inside,
        compared.compared_window_ends_on,
        least(compared.strength, now.strength, was.strength) as strength,
        now.row_count, now.ad_count, now.currency_count, now.counts_issue_ads,
        case when now.currency_count = 1 then now.currency end as currency,
        case when now.currency_count <= 1 then now.spend_lower end as spend_lower,
        case when now.currency_count <= 1 then now.spend_upper end as spend_upper,
        now.window_no,
        was.window_no as compared_no
    from compared
    inner join figure as now
        on now.country_code = compared.country_code
        and now.platform = compared.platform
        and now.window_kind = compared.window_kind
        and now.window_ends_on = compared.window_ends_on
    left join figure as was
        on was.country_code = compared.country_code
        and was.platform = compared.platform
        and was.window_kind = compared.window_kind
        and was.window_ends_on = compared.compared_window_ends_on
),
pair as (
    select distinct window_no, compared_no
    from told
    where compared_no is not null
),
page as (
    select
        window_no,
        page_id,
        case when count(ad_count) = count(*) then sum(ad_count)::bigint end as ad_count
    from numbered
    where window_no in (select window_no from pair union all select compared_no from pair)
    group by window_no, page_id
),
rise as (
    select
        pair.window_no,
        pair.compared_no,
        now.page_id <> '0' as is_page,
        was.page_id is null as is_new,
        now.ad_count - case when was.page_id is null then 0 else was.ad_count end as ads
    from pair
    inner join page as now on now.window_no = pair.window_no
    left join page as was on was.window_no = pair.compared_no and was.page_id = now.page_id
),
risen as (
    select
        window_no,
        compared_no,
        count(*) filter (ads > 0 and is_page) as pages_risen,
        coalesce(sum(ads) filter (ads > 0), 0)::bigint as ads_risen,
        count(*) filter (ads > 0 and is_page and is_new) as pages_new,
        coalesce(sum(ads) filter (ads > 0 and is_new), 0)::bigint as ads_of_new_pages
    from rise
    group by window_no, compared_no
)
select
    told.country_code,
    told.period_id,
    told.version,
    nullif(told.known_at, timestamp '0001-01-01') as known_from_at,
    told.superseded_at,
    told.window_kind,
    told.window_starts_on,
    told.window_ends_on,
    told.platform,
    told.relation,
    told.days_inside,
    told.window_days,
    told.row_count,
    told.ad_count,
    told.currency,
    told.currency_count,
    told.spend_lower,
    told.spend_upper,
    told.compared_window_ends_on,
    date_diff('day', told.compared_window_ends_on + 1, told.starts_pacific::date)::integer
        as days_after_compared,
    risen.pages_risen,
    risen.ads_risen,
    risen.pages_new,
    risen.ads_of_new_pages,
    told.covers_online,
    told.counts_issue_ads,
    told.relation in ('inside', 'overlaps')
    and (
        (
            told.rule in ('new_political_ads_ban', 'political_ads_ban')
            and coalesce(risen.ads_risen > 0, false)
        )
        or (
            told.rule in ('political_ads_ban', 'electoral_silence')
            and told.window_kind <> 'lifelong'
            and (coalesce(told.ad_count > 0, false) or told.currency_count > 0)
        )
    ) as possible_breach,
    case told.strength
        when 1 then 'synthetic' when 2 then 'estimated' when 3 then 'measured' else 'published'
    end as provenance,
    told.source_id
from told
left join risen on risen.window_no = told.window_no and risen.compared_no = told.compared_no
order by
    told.country_code, told.period_id, nullif(told.known_at, timestamp '0001-01-01'),
    told.window_kind, told.platform, told.window_ends_on
