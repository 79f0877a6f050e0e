/*---
title = "Restriction periods, each version of each in each zone"
family = "restriction"
kind = "fact"
order_by = ["country_code", "starts_at"]
key = ["period_id", "version", "time_zone", "territory"]
[values]
provenance = ["published", "measured", "estimated", "synthetic"]
rule = ["electoral_silence", "new_political_ads_ban", "political_ads_ban", "opinion_poll_ban", "exit_poll_ban", "results_publication_ban", "campaign_limits", "high_risk_measures", "crisis_measures"]
imposed_by = ["law", "regulator", "platform"]
confidence = ["high", "medium", "low"]
[added]
stated_by = 2
rule_id = 2
election_id = 2
withdrawn = 2
conditional = 2
---*/
create table restriction_period (
    source_id integer not null,
    source_row bigint,
    provenance varchar not null,
    counts_of varchar not null,
    period_id varchar not null,
    version integer not null,
    known_from_at timestamp,
    country_code varchar not null,
    territory varchar,
    election varchar,
    round varchar,
    rule varchar not null,
    medium varchar not null,
    platform varchar,
    starts_local timestamp,
    ends_local timestamp,
    time_zone varchar not null,
    starts_at timestamp,
    ends_at timestamp,
    imposed_by varchar not null,
    stated_by varchar,
    citation varchar,
    confidence varchar not null,
    rule_id varchar,
    election_id varchar,
    withdrawn boolean,
    conditional boolean,
    note varchar
);
comment on table restriction_period is 'Half-open intervals in local civil time during which a rule restricts campaigning, advertising or polls; every version is kept, with one row for each zone that the period covers';
comment on column restriction_period.source_id is 'the file this row came from, key of source';
comment on column restriction_period.source_row is 'line (delimited files, header is 1) or row number in that file; null where a row sums up a whole file';
comment on column restriction_period.provenance is 'how the figure came to be: published, measured, estimated or synthetic';
comment on column restriction_period.counts_of is 'what is counted, by whom and on which surface, in words';
comment on column restriction_period.period_id is 'stable key shared by all versions of one period';
comment on column restriction_period.version is '1 for the first announcement, 2 for the next, and so on, counted for each zone and territory of the period';
comment on column restriction_period.known_from_at is 'moment from which this version was publicly known, UTC; null where the source does not say';
comment on column restriction_period.country_code is 'ISO 3166 alpha-2 code';
comment on column restriction_period.territory is 'part of the country to which it applies; null means all of it';
comment on column restriction_period.election is 'the election that it belongs to, in the source''s words';
comment on column restriction_period.round is 'round or phase; all where it spans them';
comment on column restriction_period.rule is 'electoral_silence, new_political_ads_ban, political_ads_ban, opinion_poll_ban, exit_poll_ban, results_publication_ban, campaign_limits, high_risk_measures or crisis_measures';
comment on column restriction_period.medium is 'media and conduct in scope, in the source''s words';
comment on column restriction_period.platform is 'platform in scope where it is one platform''s own policy; null where it is a law';
comment on column restriction_period.starts_local is 'first moment, local civil time in time_zone, included; null for a rule without an election day';
comment on column restriction_period.ends_local is 'end, local civil time in time_zone, not included; null for a rule without an election day';
comment on column restriction_period.time_zone is 'IANA zone of the local times';
comment on column restriction_period.starts_at is 'starts_local as UTC';
comment on column restriction_period.ends_at is 'ends_local as UTC';
comment on column restriction_period.imposed_by is 'law, regulator or platform';
comment on column restriction_period.stated_by is 'who says so: the authority, platform or compiler that the row was taken from; null where the source does not say';
comment on column restriction_period.citation is 'law and article, or the policy text, that it rests on; null is shown as missing, never hidden';
comment on column restriction_period.confidence is 'high, medium or low: how far the source can be relied on for operations';
comment on column restriction_period.rule_id is 'key of restriction_rule, where the period was derived from a rule; null where a source states the period';
comment on column restriction_period.election_id is 'key of election, where the period was derived for one; null where a source states the period';
comment on column restriction_period.withdrawn is 'true where this version says that the period does not take place, as its election was postponed, moved, annulled or cancelled; null means false';
comment on column restriction_period.conditional is 'true where it takes place only if a further round is needed; null means false';
comment on column restriction_period.note is 'what else the source says';
