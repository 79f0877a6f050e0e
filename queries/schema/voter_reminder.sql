/*---
title = "Voter reminders and their use"
family = "voter_reminder"
kind = "measure"
order_by = ["country_code", "period_ends_on", "metric"]
key = ["scope", "country_code", "period_starts_on", "period_ends_on", "platform", "metric", "reminder_kind", "election"]
states = ["value", "lower", "upper", "qualifier", "unit", "cell"]
[values]
provenance = ["published", "measured", "estimated", "synthetic"]
scope = ["country", "eu", "world"]
platform = ["facebook", "instagram", "threads", "whatsapp", "messenger", "google", "youtube", "tiktok", "x", "snapchat", "linkedin", "pinterest", "telegram", "reddit", "several", "all", "offline", "other"]
qualifier = ["exact", "about", "more_than", "at_least", "less_than", "at_most", "nearly", "range", "rounded"]
cell = ["observed", "suppressed", "below_threshold"]
---*/
create table voter_reminder (
    source_id integer not null,
    source_row bigint,
    provenance varchar not null,
    counts_of varchar not null,
    scope varchar not null,
    country_code varchar,
    period_starts_on date not null,
    period_ends_on date not null,
    platform varchar not null,
    reminder_kind varchar not null,
    election varchar,
    metric varchar not null,
    value double,
    lower double,
    upper double,
    qualifier varchar not null,
    unit varchar not null,
    cell varchar not null,
    note varchar
);
comment on table voter_reminder is 'Impressions, reach, engagements and clicks of notices that help people vote';
comment on column voter_reminder.source_id is 'the file this row came from, key of source';
comment on column voter_reminder.source_row is 'line (delimited files, header is 1) or row number in that file; null where a row sums up a whole file';
comment on column voter_reminder.provenance is 'how the figure came to be: published, measured, estimated or synthetic';
comment on column voter_reminder.counts_of is 'what is counted, by whom and on which surface, in words';
comment on column voter_reminder.scope is 'whom the figure speaks of: country, eu or world; a world figure is never a country''s';
comment on column voter_reminder.country_code is 'ISO 3166 alpha-2 code (XK for Kosovo); null unless scope is country';
comment on column voter_reminder.period_starts_on is 'first day that the figure covers';
comment on column voter_reminder.period_ends_on is 'last day that the figure covers, included';
comment on column voter_reminder.platform is 'platform or surface family: facebook, instagram, threads, whatsapp, messenger, google, youtube, tiktok, x, snapchat, linkedin, pinterest, telegram, reddit, several, all, offline or other';
comment on column voter_reminder.reminder_kind is 'top_of_feed, sticker, voting_alert, election_day_notice, registration, chatbot, messaging_campaign, information_centre or any';
comment on column voter_reminder.election is 'the election in the source''s words';
comment on column voter_reminder.metric is 'what is measured, a snake_case word listed in docs/signals.md or one of the source''s own';
comment on column voter_reminder.value is 'the figure as stated, in unit; null where only bounds are known or the cell is not observed';
comment on column voter_reminder.lower is 'smallest value that the statement allows, in unit; null where open';
comment on column voter_reminder.upper is 'largest value that the statement allows, in unit; null where open';
comment on column voter_reminder.qualifier is 'how the figure is stated: exact, about, more_than, at_least, less_than, at_most, nearly, range or rounded';
comment on column voter_reminder.unit is 'unit of value, lower and upper: a plural noun, share (0-1), hours, percentage_points or a currency code';
comment on column voter_reminder.cell is 'observed, suppressed (withheld, small cell) or below_threshold (the source reports only above a floor)';
comment on column voter_reminder.note is 'what else the source says of this figure';
