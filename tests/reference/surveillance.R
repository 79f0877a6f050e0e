# Writes the expected rows of tests/anomaly: what the R package surveillance says of made series.
#
#   Rscript tests/reference/surveillance.R          (from the root of the repository)
#
# Needs R and surveillance (Debian: r-cran-surveillance; these rows are of 1.20.3). Seeded: the
# same R writes the same files. Nothing here is of real countries.

suppressMessages(library(surveillance))
options(digits = 17, warn = 1)
RNGversion("4.0.0")
set.seed(20240607)
folder <- "tests/reference"
counts <- function(n, mean, size) {
  if (is.infinite(size)) rpois(n, mean) else rnbinom(n, mu = mean, size = size)
}
save_rows <- function(rows, name) {
  for (column in names(rows)) if (is.numeric(rows[[column]])) rows[[column]] <- signif(rows[[column]], 15)
  write.csv(rows, file.path(folder, name), row.names = FALSE, quote = FALSE, na = "")
}

# --- EARS: daily series ---------------------------------------------------------------------------

days <- 80
t <- seq_len(days)
week <- c(1.5, 1.2, 1.1, 1, 1, 0.7, 0.5)[(t - 1) %% 7 + 1]
daily <- list(
  poisson = counts(days, 20, Inf),
  over_dispersed = counts(days, 20, 2),
  zero_heavy = counts(days, 0.3, 1),
  trend = counts(days, 5 * exp(0.04 * t), 10),
  weekly = counts(days, 60 * week, 20),
  outbreak = counts(days, 15, 5) + ifelse(t %in% 40:44, 60, 0),
  large = counts(days, 3e6, 50),
  money = round(rlnorm(days, 8, 0.8), 2)
)
daily$short <- c(counts(14, 8, 4), rep(NA, days - 14))
inputs <- do.call(rbind, lapply(names(daily), function(name) {
  data.frame(series = name, day = t, observed = daily[[name]])
}))
save_rows(inputs[!is.na(inputs$observed), ], "ears_series.csv")

settings <- data.frame(
  method = c("C1", "C2", "C3", "C1", "C2", "C3"),
  baseline = c(7, 7, 7, 28, 14, 14),
  min_sigma = c(0, 0, 0.5, 0.5, 0, 1),
  alpha = c(0.001, 0.001, 0.025, 0.01, 0.0001, 0.05)
)
# C3 as the package documents it; its code has the day's own figure in the place of the mean.
documented_c3 <- function(y, at, baseline, min_sigma, alpha) {
  past <- function(k) y[(k - baseline - 2):(k - 3)]
  spread <- function(k) max(sd(past(k)), min_sigma)
  excess <- function(k) max(0, (y[k] - mean(past(k))) / spread(k) - 1)
  sapply(at, function(k) {
    max(0, mean(past(k)) + spread(k) * (qnorm(1 - alpha) - excess(k - 1) - excess(k - 2)))
  })
}
ears_rows <- list()
for (name in names(daily)) for (i in seq_len(nrow(settings))) {
  s <- settings[i, ]
  y <- daily[[name]][!is.na(daily[[name]])]
  lag <- c(C1 = 0, C2 = 2, C3 = 4)[[s$method]]
  if (length(y) < s$baseline + lag + 1) next
  at <- (s$baseline + lag + 1):length(y)
  control <- list(range = at, method = s$method, baseline = s$baseline,
                  minSigma = s$min_sigma, alpha = s$alpha)
  found <- earsC(sts(observed = matrix(y), frequency = 365), control = control)
  guard <- min(lag, 2)
  ears_rows[[length(ears_rows) + 1]] <- data.frame(
    series = name, method = s$method, baseline = s$baseline, min_sigma = s$min_sigma,
    alpha = s$alpha, day = at,
    expected = sapply(at, function(k) mean(y[(k - s$baseline - guard):(k - guard - 1)])),
    upper = as.vector(upperbound(found)), alarm = as.integer(alarms(found)),
    documented = if (s$method == "C3") {
      documented_c3(y, at, s$baseline, s$min_sigma, s$alpha)
    } else NA
  )
}
save_rows(do.call(rbind, ears_rows), "ears_expected.csv")

# --- Farrington-flexible: weekly series -----------------------------------------------------------

weeks <- 52 * 7
t <- seq_len(weeks)
season <- exp(0.8 * sin(2 * pi * t / 52))
people <- round(1e5 * exp(0.002 * t) * runif(weeks, 0.7, 1.3))
weekly <- list(
  poisson = counts(weeks, 30, Inf),
  over_dispersed = counts(weeks, 40, 3),
  low = counts(weeks, 1.5, 2),
  zero_heavy = counts(weeks, 0.25, 0.5),
  almost_none = ifelse(t %in% c(170, 171, 210, 290, weeks - 1), 2, 0),
  seasonal = counts(weeks, 25 * season, 8),
  rising = counts(weeks, 10 * exp(0.008 * t), 6),
  falling = counts(weeks, 400 * exp(-0.008 * t), 10),
  outbreak = counts(weeks, 20 * season, 10) + ifelse(t %in% c(150:155, 270:272), 300, 0),
  large = counts(weeks, 2e6 * season, 30),
  sudden = counts(weeks, 12, 10) + ifelse(t >= weeks - 3, 80, 0)
)
weekly$gaps <- weekly$seasonal
weekly$gaps[c(120:123, 200, 250:251, 301)] <- NA
rate <- list(rate = counts(weeks, people * 2e-4, 20), rare_rate = counts(weeks, people * 1e-5, 5))
population <- matrix(people)
inputs <- do.call(rbind, lapply(names(c(weekly, rate)), function(name) {
  data.frame(series = name, week = t, observed = c(weekly, rate)[[name]],
             population = if (name %in% names(rate)) people else NA)
}))
save_rows(inputs, "farrington_series.csv")

choices <- list(
  noufaily = list(),
  keep_if_significant = list(pThresholdTrend = 0.05),
  no_trend = list(trend = FALSE),
  three_years = list(b = 3),
  four_years_wide = list(b = 4, w = 5, noPeriods = 6, pastWeeksNotIncluded = 10),
  no_reweighting = list(reweight = FALSE),
  muan = list(thresholdMethod = "muan", pThresholdTrend = 0.05),
  delta = list(thresholdMethod = "delta"),
  delta_half = list(thresholdMethod = "delta", powertrans = "1/2"),
  delta_none = list(thresholdMethod = "delta", powertrans = "none", alpha = 0.001),
  original = list(noPeriods = 1, pastWeeksNotIncluded = 3, weightsThreshold = 1,
                  pThresholdTrend = 0.05, thresholdMethod = "delta"),
  strict = list(alpha = 0.0001),
  no_least = list(limit54 = c(0, 4), b = 3)
)
# The package wants a range without gaps; a part of it is kept.
at <- (weeks - 60):weeks
kept <- at %in% c(seq(weeks - 60, weeks - 8, by = 7), (weeks - 3):weeks)
farrington_rows <- list()
for (choice in names(choices)) for (name in names(c(weekly, rate))) {
  y <- c(weekly, rate)[[name]]
  offset <- name %in% names(rate)
  control <- modifyList(
    list(range = at, b = 5, w = 3, noPeriods = 10, pastWeeksNotIncluded = 26, reweight = TRUE,
         weightsThreshold = 2.58, trend = TRUE, pThresholdTrend = 1, alpha = 0.01,
         thresholdMethod = "nbPlugin", populationOffset = offset, glmWarnings = FALSE),
    choices[[choice]]
  )
  series <- sts(observed = matrix(y), frequency = 52, population = population)
  found <- suppressWarnings(farringtonFlexible(series, control = control))
  told <- found@control
  farrington_rows[[length(farrington_rows) + 1]] <- data.frame(
    choice = choice, series = name, week = at,
    expected = as.vector(told$expected),
    upper = as.vector(upperbound(found)), alarm = as.integer(alarms(found)),
    dispersion = as.vector(told$phiVector), p_value = as.vector(told$pvalue),
    trend = as.vector(told$trend)
  )[kept, ]
}
save_rows(do.call(rbind, farrington_rows), "farrington_expected.csv")
