/*---
title = "Files that the facts came from"
family = "snapshot"
kind = "built"
order_by = ["source_id"]
key = ["source_id"]
[values]
provenance = ["published", "measured", "estimated", "synthetic"]
---*/
create table source (
    source_id integer not null,
    path varchar not null,
    importer varchar not null,
    title varchar not null,
    publisher varchar not null,
    url varchar,
    licence varchar,
    period_starts_on date,
    period_ends_on date,
    provenance varchar not null,
    digest varchar not null,
    byte_count bigint not null,
    rows_read bigint not null,
    rows_written bigint not null,
    problem_count bigint not null
);
comment on table source is 'One row for each file that was read, whether it gave rows or not';
comment on column source.source_id is 'number of the source in this snapshot, from 1';
comment on column source.path is 'the file''s path below the folder that was imported; members of an archive follow after an exclamation mark';
comment on column source.importer is 'which importer read it';
comment on column source.title is 'what the source is, in words';
comment on column source.publisher is 'who published it; unknown where the file does not say';
comment on column source.url is 'where it was published';
comment on column source.licence is 'terms of use as far as the source states them';
comment on column source.period_starts_on is 'first day that the file covers';
comment on column source.period_ends_on is 'last day that the file covers, included';
comment on column source.provenance is 'provenance of most of its rows';
comment on column source.digest is 'SHA-256 of the file''s bytes, hexadecimal';
comment on column source.byte_count is 'size of the file in bytes';
comment on column source.rows_read is 'rows found in the file';
comment on column source.rows_written is 'rows written to this snapshot';
comment on column source.problem_count is 'rows or files refused or marked, each named in the build report';
