/*---
title = "Single polling days of elections held over several days"
family = "election"
kind = "fact"
order_by = ["country_code", "polling_on"]
[values]
provenance = ["published", "measured", "estimated", "synthetic"]
---*/
create table polling_day (
    source_id integer not null,
    source_row bigint,
    provenance varchar not null,
    counts_of varchar not null,
    election_id varchar not null,
    country_code varchar not null,
    polling_on date not null,
    phase varchar not null
);
comment on table polling_day is 'Polling days inside an election that has more than its first and last day, as in elections by phases';
comment on column polling_day.source_id is 'the file this row came from, key of source';
comment on column polling_day.source_row is 'line (delimited files, header is 1) or row number in that file; null where a row sums up a whole file';
comment on column polling_day.provenance is 'how the figure came to be: published, measured, estimated or synthetic';
comment on column polling_day.counts_of is 'what is counted, by whom and on which surface, in words';
comment on column polling_day.election_id is 'key of election';
comment on column polling_day.country_code is 'ISO 3166 alpha-2 code';
comment on column polling_day.polling_on is 'a day on which polls are open';
comment on column polling_day.phase is 'phase that votes on that day; 1 where there is one phase';
