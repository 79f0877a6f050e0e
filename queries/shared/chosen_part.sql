/*---
title = "Parts of the report windows that count, by the day that they end on"
kept = true
---*/
select
    part.country_code,
    part.window_ends_on as day,
    coalesce(
        date_diff('day', part.window_starts_on, part.window_ends_on) + 1,
        case part.window_kind
            when 'last_7_days' then 7 when 'last_30_days' then 30 when 'last_90_days' then 90
            else 1
        end
    ) as period_days,
    part.platform,
    part.disclaimer_state,
    part.currency,
    part.ranked_provenance,
    part.source_id,
    part.counted_rows,
    part.ad_count,
    part.floored_rows,
    part.bounded_rows,
    part.spend_lower,
    part.spend_upper,
    part.row_count
from report_part as part
inner join chosen_window as chosen
    on chosen.country_code = part.country_code
    and chosen.platform = part.platform
    and chosen.window_kind = part.window_kind
    and chosen.window_ends_on = part.window_ends_on
    and chosen.source_id = part.source_id
