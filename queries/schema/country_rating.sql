/*---
title = "Ratings of countries by edition"
family = "country_rating"
kind = "fact"
since = 5
order_by = ["country_code", "publisher", "item", "edition", "judged_year"]
key = ["publisher", "index_name", "item", "country_code", "edition", "judged_year"]
states = ["value", "lower", "upper", "scale_worst", "scale_best", "cell"]
[values]
provenance = ["published", "measured", "estimated", "synthetic"]
cell = ["observed", "not_rated"]
known_from = ["stated", "assumed"]
---*/
create table country_rating (
    source_id integer not null,
    source_row bigint,
    provenance varchar not null,
    counts_of varchar not null,
    country_code varchar not null,
    publisher varchar not null,
    index_name varchar not null,
    item varchar not null,
    edition integer not null,
    judged_year integer not null,
    value double,
    lower double,
    upper double,
    scale_worst double not null,
    scale_best double not null,
    rank integer,
    method_span varchar not null,
    cell varchar not null,
    known_from_on date not null,
    known_from varchar not null
);
comment on table country_rating is 'What an index says of a country in one edition; not rated is no number, and values are compared inside one method only';
comment on column country_rating.source_id is 'the file this row came from, key of source';
comment on column country_rating.source_row is 'line (delimited files, header is 1) or row number in that file; null where a row sums up a whole file';
comment on column country_rating.provenance is 'how the figure came to be: published, measured, estimated or synthetic';
comment on column country_rating.counts_of is 'what is counted, by whom and on which surface, in words';
comment on column country_rating.country_code is 'ISO 3166 alpha-2 code (XK for Kosovo)';
comment on column country_rating.publisher is 'who rates, such as Freedom House';
comment on column country_rating.index_name is 'name of the index';
comment on column country_rating.item is 'what is rated: the index as a whole or one of its parts, by the publisher''s word';
comment on column country_rating.edition is 'year in which this edition was published; a later version restates earlier years';
comment on column country_rating.judged_year is 'year that the edition speaks of';
comment on column country_rating.value is 'the rating on the publisher''s scale; null where not rated';
comment on column country_rating.lower is 'lower bound where the publisher states one';
comment on column country_rating.upper is 'upper bound where the publisher states one';
comment on column country_rating.scale_worst is 'the worst value of the scale';
comment on column country_rating.scale_best is 'the best value of the scale; below scale_worst where low is good';
comment on column country_rating.rank is 'rank among the countries of the edition; null where not stated';
comment on column country_rating.method_span is 'the method by which it was rated; ratings of two methods are never compared';
comment on column country_rating.cell is 'observed or not_rated';
comment on column country_rating.known_from_on is 'day from which this was publicly known';
comment on column country_rating.known_from is 'stated (by the source) or assumed (the end of what it speaks of and the usual delay of its source)';
