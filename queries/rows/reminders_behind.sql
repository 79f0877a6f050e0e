/*---
title = "Figures behind the voter-reminder signals"
parameters = ["country_code", "since", "until"]
[columns]
period_starts_on = "DATE"
period_ends_on = "DATE"
platform = "VARCHAR"
reminder_kind = "VARCHAR"
election = "VARCHAR"
metric = "VARCHAR"
value = "DOUBLE"
lower = "DOUBLE"
upper = "DOUBLE"
qualifier = "VARCHAR"
unit = "VARCHAR"
cell = "VARCHAR"
counts_of = "VARCHAR"
note = "VARCHAR"
provenance = "VARCHAR"
path = "VARCHAR"
source_row = "BIGINT"
---*/
select
    figure.period_starts_on, figure.period_ends_on, figure.platform, figure.reminder_kind,
    figure.election, figure.metric, figure.value, figure.lower, figure.upper, figure.qualifier,
    figure.unit, figure.cell, figure.counts_of, figure.note, figure.provenance, source.path,
    figure.source_row
from voter_reminder as figure
left join source
    on source.source_id = figure.source_id
where
    figure.scope = 'country'
    and figure.country_code = $country_code
    and figure.period_ends_on between $since::date and $until::date
order by
    figure.period_ends_on desc, figure.metric, figure.platform, figure.reminder_kind,
    figure.period_starts_on, figure.source_id, figure.source_row
