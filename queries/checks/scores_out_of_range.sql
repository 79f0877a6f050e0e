/*---
title = "Scores that cannot be"
remedy = "build again with this program"
---*/
select
    case
        when coverage not between 0 and 1 then 'coverage is no share'
        when score is not null and coverage < 0.65 - 1e-9
            then 'a country is judged by less than 65 % of what it should be judged by'
        when
            unseen_share not between 0 and 1
            or threat not between 0 and 10
            or stakes not between 0 and 10
            or vulnerability not between 0 and 10
            then 'a part of the score is off its scale'
        else 'the score is outside 0 to 10 or outside its bounds'
    end as what,
    'score_day' as table_name,
    null::integer as source_id,
    null::bigint as source_row,
    concat_ws(' ', country_code, day, lower, score, upper, coverage) as value
from score_day
where
    coverage not between 0 and 1
    or (score is not null and coverage < 0.65 - 1e-9)
    or score not between 0 and 10
    or lower > score + 1e-9
    or upper < score - 1e-9
    or unseen_share not between 0 and 1
    or threat not between 0 and 10
    or stakes not between 0 and 10
    or vulnerability not between 0 and 10
order by table_name, value, what
