/*---
title = "Expected ranges that cannot be"
remedy = "build again with this program"
---*/
select
    case
        when isnan(observed) or isnan(expected) or isnan(lower) or isnan(upper) or isnan(p_value)
            or isinf(observed) or isinf(expected) or isinf(lower) or isinf(upper)
            then 'it holds a number that is none'
        when lower > expected or expected > upper or lower > upper
            then 'what is expected lies outside its own range'
        when p_value not between 0 and 1 or level not between 0 and 1
            then 'a probability is outside 0 to 1'
        when p_value is not null and (observed is null or upper is null)
            then 'it is judged without a figure or without a bound'
        when (p_value <= level) <> (observed > upper)
            then 'the bound and the probability say different things of the figure'
        when period_days < 1 or span_days < period_days then 'it covers fewer days than its figure'
        else 'the regime that it is judged by begins after it'
    end as what,
    'expected_day' as table_name,
    null::integer as source_id,
    null::bigint as source_row,
    concat_ws(' ', country_code, signal, day, lower, expected, upper, p_value) as value
from expected_day
where
    isnan(observed)
    or isnan(expected)
    or isnan(lower)
    or isnan(upper)
    or isnan(p_value)
    or isinf(observed)
    or isinf(expected)
    or isinf(lower)
    or isinf(upper)
    or lower > expected
    or expected > upper
    or lower > upper
    or p_value not between 0 and 1
    or level not between 0 and 1
    or (p_value is not null and (observed is null or upper is null))
    or (p_value <= level) <> (observed > upper)
    or period_days < 1
    or span_days < period_days
    or since > day
order by table_name, value, what
