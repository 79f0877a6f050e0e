/*---
title = "Share of oversight recommendations implemented"
family = "published"
axis = "protective"
counts = "recommendations of the oversight body implemented in the year, over those issued in it"
unit = "share"
form = "share"
fresh_days = 400
formula = "recommendations_implemented / recommendations_issued of the same period; those implemented may have been issued earlier; published for the world only"
---*/
select
    scope, country_code, day, period_days, platform, numerator, numerator_lower, numerator_upper,
    denominator, denominator_lower, denominator_upper, cell, provenance, source_id, row_count
from measure_share
where
    table_name = 'published_figure'
    and kind = 'all'
    and part_metric = 'recommendations_implemented'
    and whole_metric = 'recommendations_issued'
order by scope, country_code, day, period_days, platform
