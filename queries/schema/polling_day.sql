/*---
title = "Polling days of elections held over several days, zones or hours"
family = "election"
kind = "fact"
order_by = ["country_code", "polling_on"]
key = ["election_id", "country_code", "polling_on", "phase", "territory", "time_zone"]
states = ["polls_open_local", "polls_close_local"]
[values]
provenance = ["published", "measured", "estimated", "synthetic"]
[added]
territory = 2
time_zone = 2
polls_open_local = 2
polls_close_local = 2
---*/
create table polling_day (
    source_id integer not null,
    source_row bigint,
    provenance varchar not null,
    counts_of varchar not null,
    election_id varchar not null,
    country_code varchar not null,
    polling_on date not null,
    phase varchar not null,
    territory varchar,
    time_zone varchar,
    polls_open_local varchar,
    polls_close_local varchar
);
comment on table polling_day is 'Polling days inside an election that has more than its first and last day, as in elections by phases, or more than one zone or closing hour';
comment on column polling_day.source_id is 'the file this row came from, key of source';
comment on column polling_day.source_row is 'line (delimited files, header is 1) or row number in that file; null where a row sums up a whole file';
comment on column polling_day.provenance is 'how the figure came to be: published, measured, estimated or synthetic';
comment on column polling_day.counts_of is 'what is counted, by whom and on which surface, in words';
comment on column polling_day.election_id is 'key of election';
comment on column polling_day.country_code is 'ISO 3166 alpha-2 code';
comment on column polling_day.polling_on is 'a day on which polls are open';
comment on column polling_day.phase is 'phase that votes on that day; 1 where there is one phase';
comment on column polling_day.territory is 'part of the country that votes on that day in these hours; null means all of it';
comment on column polling_day.time_zone is 'IANA zone in which it votes; null means the election''s own or the country''s';
comment on column polling_day.polls_open_local is 'opening hour of the polls, HH:MM local; null where unknown';
comment on column polling_day.polls_close_local is 'closing hour of the polls, HH:MM local, 24:00 for midnight; null where unknown';
