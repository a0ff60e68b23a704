-- Inference: what can be tested, measured and diagnosed with a fitted model.
-- Constants are those of R 4.2.2 (glm with epsilon = 1e-15, anova, vcov,
-- hatvalues, cooks.distance), to the digits that R has.
SET extra_float_digits = -6;
CREATE TEMP TABLE customers AS
SELECT id, 18 + id * 7919 % 61 AS age, id * 10473 % 73 AS tenure,
	(ARRAY['free', 'pro', 'team'])[1 + id * 37 % 5 % 3] AS plan, id % 4 = 0 AS north,
	id * 48271 % 1009 < 500 + 4 * (18 + id * 7919 % 61) - 6 * (id * 10473 % 73) AS churned
FROM generate_series(1, 200) AS id;
CREATE TEMP TABLE models AS
SELECT logistic_fit(churned, age, tenure, plan, north) AS large, logistic_fit(churned, age, tenure) AS small,
	logistic_fit(churned) AS nothing
FROM customers;

-- likelihood-ratio test of nested models, in either order
SELECT a.* FROM models, logistic_anova(small, large) AS a;
SELECT a.* FROM models, logistic_anova(large, nothing) AS a;
-- against the null model it is the test of logistic_statistics
SELECT a.statistic = s.lr_statistic AS statistic, a.p_value = s.lr_p_value AS p_value
FROM models, logistic_anova(nothing, large) AS a, logistic_statistics(large) AS s WHERE a.df IS NOT NULL;
-- a model against itself: no test
SELECT df, statistic, p_value FROM models, logistic_anova(small, small);
-- not comparable
SELECT logistic_anova(logistic_fit(churned, age), logistic_fit(churned, tenure)) FROM customers;
SELECT logistic_anova(logistic_fit(churned, age), logistic_fit(churned, age, tenure) FILTER (WHERE id > 1)) FROM customers;
SELECT logistic_anova(logistic_fit(churned, age), logistic_fit(logistic_options(logit_offset => tenure), churned, age, tenure)) FROM customers;
SELECT logistic_anova(logistic_fit(churned), logistic_fit(north, age)) FROM customers;
SELECT logistic_anova(logistic_fit(churned), logistic_fit(logistic_options(l2 => 1), churned, age)) FROM customers;
SELECT logistic_anova(logistic_fit(churned), logistic_fit(logistic_options(std_error => 'HC0'), churned, age)) FROM customers;
SELECT logistic_anova(logistic_fit(churned), logistic_fit(logistic_options(class_weight => 'balanced'), churned, age)) FROM customers;
SELECT logistic_anova(logistic_fit(churned), logistic_fit(logistic_options(max_iterations => 1), churned, age)) FROM customers;
SELECT logistic_anova(large, '{"label":"churned","intercept":0,"coefficients":{}}') FROM models;

-- Wald: all levels of a category together; one term's test is the square of its z
SELECT w.* FROM models, logistic_wald(large) AS w;
SELECT w.feature, abs(w.statistic / c.statistic ^ 2 - 1) < 1e-14 AS is_square, abs(w.p_value - c.p_value) < 1e-14 AS same_p
FROM models, logistic_wald(large) AS w, logistic_coefficients(large) AS c WHERE c.term = w.feature;
-- contrasts: pro against team; both levels against free is the feature's test
SELECT w.* FROM models, logistic_wald(large, '{"planpro": 1, "planteam": -1}') AS w;
SELECT w.* FROM models, logistic_wald(large, '[{"planpro": 1}, {"planteam": 1}]') AS w;
-- a contrast that follows from the others changes nothing
SELECT w.* FROM models, logistic_wald(large, '[{"planpro": 1}, {"planteam": 2.5}, {"planpro": -1, "planteam": 1}]') AS w
WHERE contrast = '(joint)';
SELECT logistic_wald(large, '{"planfree": 1}') FROM models;
SELECT logistic_wald(large, '{"planpro": "1"}') FROM models;
SELECT logistic_wald(large, '[]') FROM models;
SELECT logistic_wald(large, '{}') FROM models;
SELECT logistic_wald(large, '3') FROM models;
SELECT logistic_wald(large, '[[1]]') FROM models;
-- terms without a standard error take no part
SELECT w.* FROM (SELECT logistic_fit(churned, age, 2 * age, plan) AS m FROM customers) AS f, logistic_wald(m) AS w;
SELECT w.* FROM logistic_wald('{"label":"y","intercept":1,"coefficients":{"x":2}}'::logistic_model, '{"x": 1}') AS w;

-- variance inflation: 1 for a single feature, the same for any scale of the columns
SELECT v.* FROM models, logistic_vif(large) AS v;
SELECT v.* FROM (SELECT logistic_fit(churned, age) AS m FROM customers) AS f, logistic_vif(m) AS v;
SELECT bool_and(abs(a.gvif - b.gvif) < 1e-12) AS same
FROM (SELECT logistic_fit(churned, age, tenure, plan) AS m, logistic_fit(churned, age * 1e30, tenure / 1e9, plan) AS n FROM customers) AS f,
	logistic_vif(m) WITH ORDINALITY AS a, logistic_vif(n) WITH ORDINALITY AS b WHERE a.ordinality = b.ordinality;
SELECT v.* FROM logistic_vif('{"label":"y","intercept":1,"coefficients":{"x":2}}'::logistic_model) AS v;

-- average marginal effects
SELECT u.* FROM (SELECT logistic_margins(large, age, tenure, plan, north) AS effects FROM models, customers) AS m, unnest(effects) AS u;
-- by record, and by group
SELECT logistic_margins(large, c) = logistic_margins(large, age, tenure, plan, north) AS by_record FROM models, customers c;
SELECT plan, (logistic_margins(large, c))[1].estimate FROM models, customers c GROUP BY plan ORDER BY plan;
-- a 0/1 effect is the difference of two mean scores
SELECT abs((logistic_margins(large, c))[5].estimate -
	avg(logistic_predict(large, age, tenure, plan, true) - logistic_predict(large, age, tenure, plan, false))) < 1e-15 AS same
FROM models, customers c;
-- without an intercept all levels have terms; the first one is the reference still
SELECT u.term, abs(u.estimate - w.estimate) < 1e-14 AS same
FROM (SELECT logistic_fit(logistic_options(intercept => false), churned, plan, age) AS m, logistic_fit(churned, plan, age) AS n FROM customers) AS f,
	LATERAL (SELECT logistic_margins(m, c) AS a, logistic_margins(n, c) AS b FROM customers c) AS e,
	unnest(a) WITH ORDINALITY AS u, unnest(b) WITH ORDINALITY AS w WHERE u.ordinality = w.ordinality;
-- no row, no score, no model
SELECT logistic_margins(large, c) FROM models, customers c WHERE false;
SELECT logistic_margins(large, NULL::int, tenure, plan, north) FROM models, customers;
SELECT logistic_margins(NULL::logistic_model, c) FROM customers c;
SELECT logistic_margins(CASE WHEN id = 1 THEN small ELSE large END, c) FROM models, customers c;
SELECT logistic_margins(small, age) FROM models, customers;
-- separated: no effect of the term that runs off
SELECT u.term, round(u.estimate::numeric, 6) AS estimate, u.std_error IS NULL AS no_error
FROM (SELECT logistic_fit(churned OR plan = 'pro', plan) AS m FROM customers) AS f,
	LATERAL (SELECT logistic_margins(m, c) AS a FROM customers c) AS e, unnest(a) AS u;

-- residuals, leverage, influence
SELECT a.* FROM models, customers, logistic_augment(large, churned, age, tenure, plan, north) AS a WHERE id <= 3 ORDER BY id;
-- deviance residuals add up to the deviance, leverages to the rank; residuals have no trend
SELECT abs(sum(residual ^ 2) / s.deviance - 1) < 1e-14 AS deviance, abs(sum(leverage) - 6) < 1e-12 AS rank,
	abs(sum(churned::int - fitted)) < 1e-11 AS mean
FROM models, customers c, logistic_augment(large, churned, c) AS a, logistic_statistics(large) AS s GROUP BY s.deviance;
-- labels of any kind
SELECT a.residual > 0 AS positive FROM (SELECT logistic_fit(CASE WHEN churned THEN 'left' ELSE 'stayed' END, age) AS m FROM customers) AS f,
	logistic_augment(m, 'stayed'::text, 30) AS a;
SELECT logistic_augment(m, 'gone'::text, 30) FROM (SELECT logistic_fit(CASE WHEN churned THEN 'left' ELSE 'stayed' END, age) AS m FROM customers) AS f;
SELECT logistic_augment(small, 2, 30, 40) FROM models;
SELECT logistic_augment(small, now(), 30, 40) FROM models;
SELECT logistic_augment(small, true, 30) FROM models;
-- NULLs; robust errors have no leverage
SELECT logistic_augment(small, NULL::boolean, 30, 40), logistic_augment(small, true, NULL::int, 40), logistic_augment(NULL, true, 30, 40) FROM models;
SELECT a.leverage, a.cooks_distance, a.residual IS NOT NULL AS residual
FROM (SELECT logistic_fit(logistic_options(std_error => 'HC1'), churned, age) AS m FROM customers) AS f, logistic_augment(m, true, 30) AS a;
-- the intercept alone
SELECT round(a.fitted::numeric, 12) AS fitted, round(a.leverage::numeric, 12) AS leverage FROM models, logistic_augment(nothing, true) AS a;
