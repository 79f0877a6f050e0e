/*---
title = "Sizes of electorates and of user bases as stated, by country and period"
parameters = []
[columns]
country_code = "VARCHAR"
what = "VARCHAR"
ends_on = "DATE"
value = "DOUBLE"
lower = "DOUBLE"
upper = "DOUBLE"
synthetic = "BOOLEAN"
---*/
-- Voters on the register, else people of voting age; users of the one platform that has most of
-- them, since users of several platforms are partly the same people. People who buy in a store or
-- look up a map are no audience of a campaign: only social platforms count.
with stated as (
    select
        country_code,
        case when metric = 'monthly_active_recipients' then 'users' else 'voters' end as what,
        case when metric = 'voting_age_population' then 2 else 1 end as preference,
        period_ends_on as ends_on,
        value,
        case when qualifier = 'exact' then coalesce(lower, value) else lower end as lower,
        case when qualifier = 'exact' then coalesce(upper, value) else upper end as upper,
        provenance not in ('published', 'measured', 'estimated') as synthetic,
        source_id,
        source_row
    from published_figure
    where
        metric in ('registered_voters', 'voting_age_population', 'monthly_active_recipients')
        and scope = 'country'
        and country_code is not null
        and cell = 'observed'
        and coalesce(value, lower, upper) > 0
        and (
            metric <> 'monthly_active_recipients'
            or platform in (
                'facebook', 'instagram', 'threads', 'whatsapp', 'messenger', 'youtube', 'tiktok',
                'x', 'snapchat', 'linkedin', 'pinterest', 'telegram', 'reddit', 'several', 'all'
            )
        )
)
select country_code, what, ends_on, value, lower, upper, synthetic
from stated
qualify
    row_number() over (
        partition by country_code, what, ends_on
        order by preference, coalesce(value, lower, upper) desc, source_id, source_row
    ) = 1
order by country_code, what, ends_on
