/*---
title = "Assets removed with a network"
family = "influence_operation"
kind = "fact"
order_by = ["takedown_id", "platform", "asset_kind"]
key = ["takedown_id", "platform", "asset_kind"]
states = ["value", "lower", "upper", "qualifier", "followers"]
[values]
provenance = ["published", "measured", "estimated", "synthetic"]
platform = ["facebook", "instagram", "threads", "whatsapp", "messenger", "google", "youtube", "tiktok", "x", "snapchat", "linkedin", "pinterest", "telegram", "reddit", "several", "all", "offline", "other"]
asset_kind = ["account", "page", "group", "event", "other"]
qualifier = ["exact", "about", "more_than", "at_least", "less_than", "at_most", "nearly", "range", "rounded"]
---*/
create table takedown_asset (
    source_id integer not null,
    source_row bigint,
    provenance varchar not null,
    counts_of varchar not null,
    takedown_id varchar not null,
    platform varchar not null,
    asset_kind varchar not null,
    value double,
    lower double,
    upper double,
    qualifier varchar not null,
    followers double
);
comment on table takedown_asset is 'Assets removed, by platform and kind';
comment on column takedown_asset.source_id is 'the file this row came from, key of source';
comment on column takedown_asset.source_row is 'line (delimited files, header is 1) or row number in that file; null where a row sums up a whole file';
comment on column takedown_asset.provenance is 'how the figure came to be: published, measured, estimated or synthetic';
comment on column takedown_asset.counts_of is 'what is counted, by whom and on which surface, in words';
comment on column takedown_asset.takedown_id is 'key of takedown';
comment on column takedown_asset.platform is 'facebook, instagram, threads, whatsapp, other';
comment on column takedown_asset.asset_kind is 'account, page, group, event or other';
comment on column takedown_asset.value is 'assets removed; null where not stated (which is not 0)';
comment on column takedown_asset.lower is 'smallest number that the statement allows';
comment on column takedown_asset.upper is 'largest number that the statement allows';
comment on column takedown_asset.qualifier is 'exact, about, more_than, at_least, less_than, at_most, nearly, range or rounded';
comment on column takedown_asset.followers is 'followers or members of these assets together, as stated (about); null where not stated';
