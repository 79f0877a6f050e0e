/*---
title = "Shares whose part is larger than their whole"
remedy = "correct the two figures in the facts, then build again"
---*/
select
    'the numerator of a share is larger than its denominator' as what,
    'signal_day' as table_name,
    figure.source_id,
    null::bigint as source_row,
    concat_ws(
        ' ', figure.signal, figure.country_code, figure.day, figure.numerator, figure.denominator
    ) as value
from signal_day as figure
inner join signal on signal.signal = figure.signal
where
    signal.form = 'share'
    and (
        figure.numerator > figure.denominator * (1 + 1e-9)
        or figure.numerator_lower > figure.denominator_lower * (1 + 1e-9)
        or figure.numerator_upper > figure.denominator_upper * (1 + 1e-9)
    )
order by table_name, source_id, value
