/*---
title = "Report windows that count: of each country and platform one kind, and of each window one file"
kept = true
---*/
-- The kind with most end days counts, then the shorter of at least 7 days; windows overlap and are
-- never added up. Of two files that give a window the later counts. Lifelong totals are left out.
with ranked as (
    select
        country_code,
        platform,
        window_kind,
        row_number() over (
            partition by country_code, platform
            order by
                end_days desc,
                case window_kind
                    when 'last_7_days' then 1
                    when 'last_30_days' then 2
                    when 'last_90_days' then 3
                    else 4
                end
        ) as place
    from (
        select country_code, platform, window_kind, count(distinct window_ends_on) as end_days
        from report_part
        where window_kind <> 'lifelong'
        group by country_code, platform, window_kind
    ) as counted
)
select
    report_part.country_code,
    report_part.platform,
    report_part.window_kind,
    report_part.window_ends_on,
    max(report_part.source_id) as source_id,
    row_number() over (
        order by report_part.country_code, report_part.platform, report_part.window_ends_on
    ) as window_number
from report_part
inner join ranked
    on ranked.country_code = report_part.country_code
    and ranked.platform = report_part.platform
    and ranked.window_kind = report_part.window_kind
where ranked.place = 1
group by
    report_part.country_code, report_part.platform, report_part.window_kind,
    report_part.window_ends_on
