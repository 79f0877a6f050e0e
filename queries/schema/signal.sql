/*---
title = "The signals that this snapshot was judged by"
family = "signal"
kind = "built"
order_by = ["signal"]
key = ["signal"]
[added]
dimension = 3
effort_note = 3
action = 3
settles_days = 3
events = 4
level_days = 4
---*/
create table signal (
    signal varchar not null,
    title varchar not null,
    family varchar not null,
    axis varchar not null,
    counts_of varchar not null,
    unit varchar not null,
    form varchar not null,
    combine varchar not null,
    window_days integer not null,
    fresh_days integer not null,
    lead integer,
    confounded_by_effort boolean not null,
    watch double,
    alert double,
    weight double,
    dimension varchar,
    effort_note varchar,
    action varchar,
    settles_days integer,
    events boolean,
    level_days integer,
    query_digest varchar not null
);
comment on table signal is 'Every signal with its thresholds, so that an old snapshot is read by its own method';
comment on column signal.signal is 'name of the signal: its file in queries/signals when the snapshot was built';
comment on column signal.title is 'what it says, as printed';
comment on column signal.family is 'family of signals';
comment on column signal.axis is 'harm, protective or effort; only harm is in the score';
comment on column signal.counts_of is 'what is counted';
comment on column signal.unit is 'unit of its values';
comment on column signal.form is 'count, share, hours or money';
comment on column signal.combine is 'sum, max or last: how days and platforms are taken together';
comment on column signal.window_days is 'days up to the reading that are taken together';
comment on column signal.fresh_days is 'age in days from which a reading is stale';
comment on column signal.lead is 'rank among the lead signals; null for the others';
comment on column signal.confounded_by_effort is 'true where more of it may mean more enforcement rather than more harm';
comment on column signal.watch is 'value at which the Elevated band begins; null where it is not judged';
comment on column signal.alert is 'value at which the Severe band begins; null where it is not judged';
comment on column signal.weight is 'weight among the judged signals of its dimension; null where it is not judged';
comment on column signal.dimension is 'threat or vulnerability: the part of the score that it is judged in; null where it is not judged';
comment on column signal.effort_note is 'why it is judged although more of it may mean more effort; null where that is not so';
comment on column signal.action is 'what an analyst does when it exceeds its expected range; null where an alarm of it asks for nothing and is a note';
comment on column signal.settles_days is 'newest days whose figures may still grow, so that they are neither judged nor part of a baseline';
comment on column signal.events is 'true where its rows are things that happened, so that days without one are no silence';
comment on column signal.level_days is 'days over which a level is read from daily figures, all of them settled; null where the method reads single days';
comment on column signal.query_digest is 'SHA-256 of the signal''s file, with those of the shared views that it reads';
