/*---
title = "The method that this snapshot was judged by"
family = "signal"
kind = "built"
order_by = ["version"]
since = 3
---*/
create table method (
    version varchar not null,
    digest varchar not null,
    text varchar not null
);
comment on table method is 'One row: how readings and the calendar became scores, so that an old snapshot is read by its own method';
comment on column method.version is 'version of the method, the same as in snapshot';
comment on column method.digest is 'SHA-256 of text';
comment on column method.text is 'the method as TOML, as docs/method.md explains it; from format 5 on with thresholds and weights of its signals, which stand in signal too';
