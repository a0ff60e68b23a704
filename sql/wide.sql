-- Many terms with a ridge: conjugate gradients.
CREATE TABLE wide AS
SELECT i % 7 < 3 + i % 2 AS y, ARRAY(SELECT sin(i * j * 0.37) + j % 3 FROM generate_series(1, 150) j) AS x,
       (ARRAY['u', 'v', 'w'])[1 + i % 3] AS c, 1 + i % 4 AS w, i % 5 / 5.0 AS o
FROM generate_series(1, 700) i;

-- How steps are found does not show; the solver is a setting for tests.
LOAD 'logistic';
SET logistic.solver = dense;
CREATE TABLE answers AS
SELECT l2, logistic_fit(logistic_options(l2 => l2, weight => w, logit_offset => o), y, x, c) AS dense, NULL::logistic_model AS truncated
FROM wide, (VALUES (1e-3), (1), (1e3)) AS r (l2) GROUP BY l2;
SET logistic.solver = truncated;
UPDATE answers SET truncated = (SELECT logistic_fit(logistic_options(l2 => l2, weight => w, logit_offset => o), y, x, c) FROM wide);
SELECT l2, max(abs(t.estimate - d.estimate) / d.std_error) < 1e-12 AS estimates, max(abs(t.std_error / d.std_error - 1)) < 1e-11 AS errors,
       abs(s.log_lik / r.log_lik - 1) < 1e-13 AND abs(s.effective_df / r.effective_df - 1) < 1e-11 AS statistics
FROM answers, logistic_coefficients(dense) AS d JOIN logistic_coefficients(truncated) AS t USING (term),
     logistic_statistics(truncated) AS s, logistic_statistics(dense) AS r
GROUP BY l2, s.log_lik, r.log_lik, s.effective_df, r.effective_df ORDER BY l2;

-- Without a ridge there is nothing to choose, and a lasso has its own way.
SELECT status, round(l1.effective_df) = l1.effective_df AS whole FROM logistic_statistics((SELECT logistic_fit(y, x[1:5]) FROM wide)),
     LATERAL (SELECT effective_df FROM logistic_statistics((SELECT logistic_fit(logistic_options(l1 => 3, l2 => 1), y, x[1:40]) FROM wide))) AS l1;
SET logistic.solver = conjugate;
RESET logistic.solver;

-- An iteration limit is one here, too.
SELECT status, iterations FROM logistic_statistics((SELECT logistic_fit(logistic_options(l2 => 1e-3, max_iterations => 2), y, x) FROM wide));

-- More than 2,000 terms have no standard errors, and the statistics say so.
CREATE TABLE wider AS
SELECT y, x || ARRAY(SELECT cos(x[1] * j) FROM generate_series(1, 1850) j) AS x FROM (SELECT * FROM wide LIMIT 40) AS w;
CREATE TABLE model AS SELECT logistic_fit(logistic_options(l2 => 5), y, x) AS m, logistic_fit(logistic_options(l2 => 5), y, x[1:200]) AS narrow FROM wider;
SELECT status, converged, nobs, std_error_type, effective_df, aic, bic, condition_number, df_residual, log_lik < 0 AS log_lik
FROM model, logistic_statistics(m);
SELECT std_error_type, effective_df > 1 AS effective_df FROM model, logistic_statistics(narrow);
SELECT count(*) AS terms, count(estimate) AS estimates, count(std_error) AS errors, count(p_value) AS p, count(conf_low) AS intervals
FROM model, logistic_coefficients(m);
SELECT m::text::logistic_model = m AS text, m::jsonb::logistic_model = m AS jsonb, pg_column_size(m) < 500000 AS small FROM model;
SELECT line FROM model, regexp_split_to_table(logistic_summary(m), '\n') AS line WHERE line ~ 'errors|Residual|AIC';

-- It scores as any other, and is the maximum: no gradient is left but the
-- ridge's, on columns that count as standardised.
SELECT count(*) FILTER (WHERE p BETWEEN 0 AND 1) AS probabilities FROM (SELECT logistic_predict(m, x) AS p FROM wider, model) AS s;
WITH s AS (SELECT x, y::int - logistic_predict(m, x) AS residual FROM wider, model),
     e AS (SELECT element, sum(residual * value) AS gradient, var_pop(value) AS variance
           FROM s, unnest(x) WITH ORDINALITY AS u (value, element) GROUP BY element)
SELECT max(abs(gradient - 5 * variance * estimate)) < 1e-9 AS maximum
FROM e, model, logistic_coefficients(m) AS c WHERE c.term = 'x[' || element || ']';

-- A lasso of columns that are nearly alike: what is not zero has the gradient
-- that its price says, and no zero has more.
CREATE TABLE alike AS
SELECT y, ARRAY(SELECT sin(i * (1 + j / 10)) + 0.02 * sin(i * j * 7.7) FROM generate_series(1, 120) j) AS x
FROM (SELECT y, row_number() OVER () AS i FROM wide) AS w;
CREATE TABLE lasso AS SELECT logistic_fit(logistic_options(l1 => 0.3), y, x) AS m FROM alike;
WITH s AS (SELECT x, y::int - logistic_predict(m, x) AS residual FROM alike, lasso),
     e AS (SELECT element, sum(residual * value) / 0.3 / stddev_pop(value) AS gradient
           FROM s, unnest(x) WITH ORDINALITY AS u (value, element) GROUP BY element)
SELECT s.status, count(*) FILTER (WHERE estimate <> 0) BETWEEN 10 AND 110 AS some,
       max(abs(gradient - sign(estimate))) FILTER (WHERE estimate <> 0) < 1e-9 AS active,
       max(abs(gradient)) FILTER (WHERE estimate = 0) < 1 + 1e-9 AS zero
FROM e, lasso, logistic_statistics(m) AS s, logistic_coefficients(m) AS c WHERE c.term = 'x[' || element || ']'
GROUP BY s.status;

DROP TABLE alike, lasso, wide, wider, answers, model;
