/*---
title = "Signals by country, day and platform"
family = "signal"
kind = "built"
order_by = ["country_code", "signal", "day", "platform"]
---*/
create table signal_day (
    scope varchar not null,
    country_code varchar,
    signal varchar not null,
    day date not null,
    period_days integer not null,
    platform varchar not null,
    numerator double,
    numerator_lower double,
    numerator_upper double,
    denominator double,
    denominator_lower double,
    denominator_upper double,
    cell varchar not null,
    provenance varchar not null,
    source_id integer not null,
    row_count bigint not null
);
comment on table signal_day is 'What every signal says of every country, day and platform, computed at build from queries/signals; verify computes it again';
comment on column signal_day.scope is 'country, eu or world';
comment on column signal_day.country_code is 'ISO 3166 alpha-2 code; null unless scope is country';
comment on column signal_day.signal is 'name of the signal: its file in queries/signals';
comment on column signal_day.day is 'day that the figure ends on';
comment on column signal_day.period_days is 'days that the figure covers, ending on day: 1 for a daily series';
comment on column signal_day.platform is 'platform as in the facts';
comment on column signal_day.numerator is 'best value of the count or sum; null where only bounds are known or nothing was observed';
comment on column signal_day.numerator_lower is 'smallest value that the sources allow; null where open';
comment on column signal_day.numerator_upper is 'largest value that the sources allow; null where open';
comment on column signal_day.denominator is 'what a share or rate is of; null for plain counts';
comment on column signal_day.denominator_lower is 'smallest value of it; null where open';
comment on column signal_day.denominator_upper is 'largest value of it; null where open';
comment on column signal_day.cell is 'observed, suppressed or below_threshold';
comment on column signal_day.provenance is 'weakest provenance among the rows behind it: synthetic, then estimated, measured, published';
comment on column signal_day.source_id is 'one source behind it, the smallest number';
comment on column signal_day.row_count is 'fact rows behind it';
