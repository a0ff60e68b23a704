# Prints what test/t/recipes_reference.pl compares docs/recipes.md with.
#
# Made with R 4.2.2, MASS 7.3-58.2, mice 3.15.0 and survey 4.1-1.  It reads
# test/data/heart.csv and what the page draws by hashes:
#
#	\copy (SELECT b, 1 + (hashint8extended(b, i) & 1048575) % 303 AS id
#		FROM generate_series(1, 500) b, generate_series(1, 303) i) TO 'draws.csv' CSV HEADER
#	\copy (SELECT m, id, chol FROM imputed) TO 'imputed.csv' CSV HEADER
suppressMessages({library(MASS); library(mice); library(survey)})
options(digits = 15, warn = 1)
tight <- glm.control(epsilon = 1e-15, maxit = 100)
show <- function(name, x) cat(sprintf("%s\t%s\n", name, paste(sprintf("%.13g", x), collapse = " ")))

h <- read.csv("test/data/heart.csv", na.strings = "")
for (v in c("disease", "male", "fbs", "exang")) h[[v]] <- h[[v]] == "true"
h$id <- seq_len(nrow(h))

draws <- read.csv("draws.csv")
counts <- table(factor(draws$b), factor(draws$id, levels = h$id))
b <- t(apply(counts, 1, function(n)
    coef(glm(disease ~ age + male + oldpeak, binomial, h, weights = n, control = tight))))
show("boot_std_error", apply(b, 2, sd))
show("boot_low", apply(b, 2, quantile, 0.025))
show("boot_high", apply(b, 2, quantile, 0.975))

w <- h[complete.cases(h), ]
m <- step(glm(disease ~ 1, binomial, w, control = tight), direction = "forward", trace = 0,
    scope = ~ age + male + cp + trestbps + chol + fbs + restecg + thalach + exang + oldpeak + slope + ca + thal)
show("steps_aic", m$anova$AIC)
cat("steps_terms\t", paste(sub("^\\+ ", "", m$anova$Step[-1]), collapse = " + "), "\n", sep = "")

# the likelihood of the ordered label, by the probability of each value
o <- h[!is.na(h$ca), ]
chances <- function(f, age, male) {
    up <- sapply(0:2, function(k) plogis(f[1 + k] + f[4] * age + f[5] * male))
    up <- matrix(up, ncol = 3)
    cbind(1 - up[, 1], up[, 1] * (1 - up[, 2]), up[, 1] * up[, 2] * (1 - up[, 3]), up[, 1] * up[, 2] * up[, 3])
}
loss <- function(f) -sum(log(chances(f, o$age, o$male)[cbind(seq_len(nrow(o)), o$ca + 1)]))
f <- c(-5, -5, -5, 0.05, 0.5)
for (i in 1:20) f <- optim(f, loss, method = "BFGS", control = list(reltol = 1e-16, maxit = 1000, parscale = c(1, 1, 1, 0.01, 1)))$par
e <- sqrt(diag(solve(optimHess(f, loss, control = list(parscale = c(1, 1, 1, 0.01, 1), ndeps = rep(1e-4, 5))))))
show("ladder_estimate", c(f[1], f[2] - f[1], f[3] - f[1], f[4], f[5]))
show("ladder_std_error", e[4:5])
show("ladder_log_lik", -loss(f))
show("rungs", c(chances(f, 45, FALSE), chances(f, 65, TRUE)))

s <- do.call(rbind, lapply(0:2, function(k) cbind(o, up = o$ca > k, cut = factor(k, levels = 0:2))))
m <- glm(up ~ cut + age + male, binomial, s, control = tight)
u <- rowsum(model.matrix(m) * (s$up - fitted(m)), s$id)
g <- nrow(u)
v <- vcov(m) %*% (crossprod(u) * g / (g - 1)) %*% vcov(m)
show("cumulative_estimate", coef(m))
show("cumulative_std_error", sqrt(diag(v)))
m <- polr(factor(ca) ~ age + male, o, Hess = TRUE, control = list(reltol = 1e-15))
show("polr", c(coef(m), sqrt(diag(vcov(m)))[1:2]))

imputed <- read.csv("imputed.csv")
fits <- lapply(1:20, function(k) {
    d <- h; i <- imputed[imputed$m == k, ]; d$chol <- i$chol[match(d$id, i$id)]
    glm(disease ~ age + male + chol, binomial, d, control = tight)
})
p <- pool(as.mira(fits))$pooled
show("pooled_estimate", p$estimate)
show("pooled_std_error", sqrt(p$t))
show("pooled_df", p$df)
show("pooled_missing", p$lambda)

h$w <- 1 + h$id %% 5; h$clinic <- h$id %% 30; h$stratum <- h$id %% 3
a <- svyglm(disease ~ age + male + oldpeak, svydesign(ids = ~clinic, weights = ~w, data = h), family = quasibinomial, control = tight)
show("clustered_estimate", coef(a))
show("clustered_std_error", SE(a))
a <- svyglm(disease ~ age + male + oldpeak, svydesign(ids = ~clinic, strata = ~stratum, weights = ~w, data = h, nest = TRUE), family = quasibinomial, control = tight)
show("stratified_std_error", SE(a))
