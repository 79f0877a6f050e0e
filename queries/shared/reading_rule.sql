/*---
title = "How figures of each signal become readings, in days"
---*/
-- The rules are told in docs/signals.md, "From figures to readings". Where the table signal states
-- no level_days, as before method 2.1, a figure is read as it is, on its own day, and nothing is
-- said of the rhythm that it comes in.
select
    signal,
    form,
    combine = 'max' as is_max,
    combine = 'last' as is_last,
    case when combine = 'last' then 1 else window_days end as window_days,
    -- A calendar month passes for four weeks.
    case when level_days is not null and window_days = 28 then 31 else window_days end
        as longest_days,
    fresh_days,
    (fresh_days + 60)::integer as kept_days,
    level_days is not null as is_settled,
    level_days is not null and not events as is_paced,
    case when combine = 'max' or events then 1 else coalesce(level_days, 1) end as level_days,
    -- The newest days, of which more may still be told; the day looked at is not over.
    case when level_days is null or events then 0 else greatest(settles_days, 1) end as lag_days,
    -- Days before a figure whose figures bear on what is read with it.
    case
        when level_days is null or events then window_days
        else greatest(window_days, level_days) + 28
    end::integer as lately_days,
    -- The last whole week ended up to seven days before a figure, is judged by four weeks before
    -- that, and holds the window that ends with it; seven gaps take 300 days at most.
    case
        when level_days is null or events then window_days
        else greatest(window_days + 28, 7 + 28 + 1, least(3 * fresh_days, 300) + 1)
    end::integer as reach_days
from signal
