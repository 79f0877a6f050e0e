/*---
title = "Countries and territories"
family = "snapshot"
kind = "built"
order_by = ["country_code"]
key = ["country_code"]
---*/
create table country (
    country_code varchar not null,
    alpha3_code varchar,
    name varchar not null,
    formal_name varchar not null,
    time_zone varchar not null,
    watched boolean not null
);
comment on table country is 'Every country or territory that a code may name; watched marks those that the snapshot speaks of';
comment on column country.country_code is 'ISO 3166 alpha-2 code (XK for Kosovo)';
comment on column country.alpha3_code is 'ISO 3166 alpha-3 code';
comment on column country.name is 'short English name used on screens';
comment on column country.formal_name is 'formal English name';
comment on column country.time_zone is 'IANA zone of the seat of government';
comment on column country.watched is 'true where the snapshot holds at least one fact, election or restriction of this country';
