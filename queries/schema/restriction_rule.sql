/*---
title = "Rules that restrict campaigning before and on polling days, each version of each"
family = "restriction"
kind = "fact"
since = 2
order_by = ["country_code", "rule_id", "version"]
key = ["rule_id", "version"]
[values]
provenance = ["published", "measured", "estimated", "synthetic"]
rule = ["electoral_silence", "new_political_ads_ban", "political_ads_ban", "opinion_poll_ban", "exit_poll_ban", "results_publication_ban", "campaign_limits", "high_risk_measures", "crisis_measures"]
imposed_by = ["law", "regulator", "platform"]
confidence = ["high", "medium", "low"]
---*/
create table restriction_rule (
    source_id integer not null,
    source_row bigint,
    provenance varchar not null,
    counts_of varchar not null,
    rule_id varchar not null,
    version integer not null,
    known_from_at timestamp,
    country_code varchar not null,
    territory varchar,
    rule varchar not null,
    medium varchar not null,
    platform varchar,
    election_kinds varchar not null,
    rounds varchar not null,
    starts varchar not null,
    ends varchar not null,
    time_zones varchar,
    polls_open_local varchar,
    polls_close_local varchar,
    applies_from_on date,
    applies_until_on date,
    imposed_by varchar not null,
    stated_by varchar,
    citation varchar,
    confidence varchar not null,
    note varchar
);
comment on table restriction_rule is 'What a law or a policy says for every election: each yields a period for every election, round and phase in the calendar';
comment on column restriction_rule.source_id is 'the file this row came from, key of source';
comment on column restriction_rule.source_row is 'line (delimited files, header is 1) or row number in that file; null where a row sums up a whole file';
comment on column restriction_rule.provenance is 'how the figure came to be: published, measured, estimated or synthetic';
comment on column restriction_rule.counts_of is 'what is counted, by whom and on which surface, in words';
comment on column restriction_rule.rule_id is 'stable key shared by all versions of one rule';
comment on column restriction_rule.version is '1 for the first wording, 2 for the next, and so on';
comment on column restriction_rule.known_from_at is 'moment from which this version was publicly known, UTC; null where the source does not say';
comment on column restriction_rule.country_code is 'ISO 3166 alpha-2 code';
comment on column restriction_rule.territory is 'part of the country to which it applies; null means all of it';
comment on column restriction_rule.rule is 'electoral_silence, new_political_ads_ban, political_ads_ban, opinion_poll_ban, exit_poll_ban, results_publication_ban, campaign_limits, high_risk_measures or crisis_measures';
comment on column restriction_rule.medium is 'media and conduct in scope, in the source''s words';
comment on column restriction_rule.platform is 'platform in scope where it is one platform''s own policy; null where it is a law';
comment on column restriction_rule.election_kinds is 'kinds of election that it governs, as in election.kind, with ; between them, or all';
comment on column restriction_rule.rounds is 'rounds that it governs, with ; between them, or all';
comment on column restriction_rule.starts is 'where each period starts, anchored to the election, in the words that docs/restriction-rules.md lists';
comment on column restriction_rule.ends is 'where each period ends, not included, in the same words';
comment on column restriction_rule.time_zones is 'IANA zones in which it applies, with ; between them; null means the zones in which polls are held, else the country''s own';
comment on column restriction_rule.polls_open_local is 'usual opening hour of the polls, HH:MM local, where the calendar has none; null where unknown';
comment on column restriction_rule.polls_close_local is 'usual closing hour of the polls, HH:MM local, where the calendar has none; null where unknown';
comment on column restriction_rule.applies_from_on is 'first polling day that this version governs; null where it has no first';
comment on column restriction_rule.applies_until_on is 'last polling day that this version governs, included; null where it has no last';
comment on column restriction_rule.imposed_by is 'law, regulator or platform';
comment on column restriction_rule.stated_by is 'who says so: the authority, platform or compiler that the row was taken from; null where the source does not say';
comment on column restriction_rule.citation is 'law and article, or the policy text, that it rests on; null is shown as missing, never hidden';
comment on column restriction_rule.confidence is 'high, medium or low: how far the source can be relied on for operations';
comment on column restriction_rule.note is 'what else the source says';
