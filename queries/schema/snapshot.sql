/*---
title = "The snapshot itself"
family = "snapshot"
kind = "built"
order_by = ["snapshot_id"]
[values]
marking = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"]
---*/
create table snapshot (
    snapshot_id varchar not null,
    serial integer not null,
    title varchar not null,
    publisher varchar not null,
    as_of_at timestamp not null,
    built_at timestamp not null,
    window_starts_on date not null,
    window_ends_on date not null,
    schema_version integer not null,
    method_version varchar not null,
    marking varchar not null,
    exercise boolean not null,
    builder varchar not null
);
comment on table snapshot is 'One row: who built this file, for which moment, under which marking';
comment on column snapshot.snapshot_id is 'identity of this snapshot: 32 hexadecimal digits from the digest of its sources and metadata';
comment on column snapshot.serial is 'number of this snapshot in its publisher''s series, from 1';
comment on column snapshot.title is 'what the publisher calls it';
comment on column snapshot.publisher is 'who built and answers for it';
comment on column snapshot.as_of_at is 'moment that the snapshot speaks for, UTC';
comment on column snapshot.built_at is 'moment at which it was built, UTC';
comment on column snapshot.window_starts_on is 'first day with daily data';
comment on column snapshot.window_ends_on is 'last day that the snapshot can say anything about; after it nothing is known';
comment on column snapshot.schema_version is 'version of the table layout; this document is version 3, which reads versions 1 and 2 too';
comment on column snapshot.method_version is 'version of the signals and of the score that computed signal_day and reading_day';
comment on column snapshot.marking is 'Traffic Light Protocol 2.0 marking: TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT or TLP:RED';
comment on column snapshot.exercise is 'true where any row is synthetic: everything drawn from it is stamped EXERCISE';
comment on column snapshot.builder is 'program and version that wrote the file';
