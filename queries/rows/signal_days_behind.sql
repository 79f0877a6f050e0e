/*---
title = "Computed figures behind the readings of one signal in one country"
parameters = ["country_code", "signal", "since", "until"]
[columns]
day = "DATE"
period_days = "INTEGER"
platform = "VARCHAR"
numerator = "DOUBLE"
numerator_lower = "DOUBLE"
numerator_upper = "DOUBLE"
denominator = "DOUBLE"
denominator_lower = "DOUBLE"
denominator_upper = "DOUBLE"
cell = "VARCHAR"
provenance = "VARCHAR"
path = "VARCHAR"
row_count = "BIGINT"
---*/
select
    figure.day,
    figure.period_days,
    figure.platform,
    figure.numerator,
    figure.numerator_lower,
    figure.numerator_upper,
    figure.denominator,
    figure.denominator_lower,
    figure.denominator_upper,
    figure.cell,
    figure.provenance,
    source.path,
    figure.row_count
from signal_day as figure
left join source on source.source_id = figure.source_id
where
    figure.scope = 'country'
    and figure.country_code = $country_code
    and figure.signal = $signal
    and figure.day between $since::date and $until::date
order by figure.day desc, figure.platform, figure.period_days
