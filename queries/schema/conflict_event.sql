/*---
title = "Violent events, one by one"
family = "political_violence"
kind = "fact"
since = 5
order_by = ["country_code", "started_on"]
key = ["dataset", "event_ref"]
[values]
provenance = ["published", "measured", "estimated", "synthetic"]
dataset = ["ucdp_ged", "ucdp_candidate", "deco", "acled", "other"]
electoral = ["yes", "no", "unknown"]
start_precision = ["day", "week", "month", "year"]
known_from = ["stated", "assumed"]
---*/
create table conflict_event (
    source_id integer not null,
    source_row bigint,
    provenance varchar not null,
    counts_of varchar not null,
    country_code varchar not null,
    dataset varchar not null,
    event_ref varchar not null,
    started_on date not null,
    ended_on date not null,
    start_precision varchar not null,
    event_kind varchar,
    electoral varchar not null,
    deaths double,
    deaths_lower double,
    deaths_upper double,
    known_from_on date not null,
    known_from varchar not null
);
comment on table conflict_event is 'One row for each violent event of a data set, without names, places and words; data sets repeat each other and are never added up';
comment on column conflict_event.source_id is 'the file this row came from, key of source';
comment on column conflict_event.source_row is 'line (delimited files, header is 1) or row number in that file; null where a row sums up a whole file';
comment on column conflict_event.provenance is 'how the figure came to be: published, measured, estimated or synthetic';
comment on column conflict_event.counts_of is 'what is counted, by whom and on which surface, in words';
comment on column conflict_event.country_code is 'ISO 3166 alpha-2 code (XK for Kosovo)';
comment on column conflict_event.dataset is 'data set that lists the event: ucdp_ged, ucdp_candidate, deco, acled or other';
comment on column conflict_event.event_ref is 'the data set''s own key of the event, or one made from its row where it has none';
comment on column conflict_event.started_on is 'first day on which the event may have happened';
comment on column conflict_event.ended_on is 'last day on which it may have happened, included';
comment on column conflict_event.start_precision is 'day, week, month or year: how precisely the days are known';
comment on column conflict_event.event_kind is 'the data set''s own kind of event, a snake_case word such as state_based or battles; null where it has none';
comment on column conflict_event.electoral is 'yes, no or unknown: whether the data set connects the event with an election';
comment on column conflict_event.deaths is 'people killed, best estimate; null where not stated';
comment on column conflict_event.deaths_lower is 'low estimate; null where not stated';
comment on column conflict_event.deaths_upper is 'high estimate; null where not stated';
comment on column conflict_event.known_from_on is 'day from which this was publicly known';
comment on column conflict_event.known_from is 'stated (by the source) or assumed (the end of what it speaks of and the usual delay of its source)';
