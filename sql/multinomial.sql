SET client_min_messages = warning;
-- Three species of plants by two measures, which overlap.
CREATE TABLE plants AS
SELECT i, i * 7919 % 101 / 10.0 AS length, i * 31 % 53 / 5.0 AS width, i % 4 = 0 AS tall,
       (ARRAY['clay', 'sand', 'peat'])[1 + i * 17 % 3] AS soil,
       (ARRAY['ash', 'elm', 'oak'])[1 + (i * 7919 % 101 + i * 13 % 60 > 60)::int + (i * 31 % 53 + i * 29 % 41 > 55)::int] AS species
FROM generate_series(1, 400) AS i;

-- Each class but the first in byte order, the baseline, has its own terms.
SELECT label, term, round(estimate::numeric, 8) AS estimate, round(std_error::numeric, 8) AS std_error, round(p_value::numeric, 6) AS p_value
FROM multinomial_coefficients((SELECT multinomial_fit(species, length, width, tall, soil) FROM plants));
SELECT status, converged, nobs, n_skipped, n_classes, baseline, rank, round(log_lik::numeric, 8) AS log_lik,
       round(null_log_lik::numeric, 8) AS null_log_lik, round((aic + 2 * log_lik)::numeric, 8) AS twice_rank
FROM multinomial_statistics((SELECT multinomial_fit(species, length, width, tall, soil) FROM plants));

-- With two classes it is logistic_fit, to the last digit.
SELECT count(*), bool_and(a.estimate = b.estimate AND a.std_error = b.std_error AND a.p_value = b.p_value AND a.conf_low = b.conf_low) AS equal
FROM multinomial_coefficients((SELECT multinomial_fit(species, length, soil) FROM plants WHERE species <> 'ash')) AS a
JOIN logistic_coefficients((SELECT logistic_fit(species, length, soil) FROM plants WHERE species <> 'ash')) AS b USING (term);
SELECT a.log_lik = b.log_lik AND a.aic = b.aic AND a.bic = b.bic AND a.lr_p_value = b.lr_p_value AS equal
FROM multinomial_statistics((SELECT multinomial_fit(tall, length) FROM plants)) AS a,
     logistic_statistics((SELECT logistic_fit(tall, length) FROM plants)) AS b;
SELECT max(abs(p.probability - logistic_predict(b, s))) < 1e-15 AS same_probability
FROM (SELECT multinomial_fit(tall, length, soil) AS m, logistic_fit(tall, length, soil) AS b FROM plants) AS f, plants s,
     multinomial_probabilities(m, s) AS p WHERE p.label = 'true';

-- The intercept alone has the shares of the classes.
SELECT label, round(probability::numeric, 12) AS probability, round((SELECT avg((species = label)::int) FROM plants), 12) AS share
FROM multinomial_probabilities((SELECT multinomial_fit(species) FROM plants));
-- The mean probability of a class is its share, too: the gradient is zero.
SELECT label, abs(avg(probability) - avg((species = label)::int)) < 1e-14 AS balanced
FROM (SELECT multinomial_fit(species, length, width, soil) AS m FROM plants) AS f, plants s, multinomial_probabilities(m, s)
GROUP BY label ORDER BY label;
-- Another baseline turns the contrasts round.
SELECT max(abs((a.estimate - b.estimate) - c.estimate)) < 1e-12 AS same_contrasts, max(abs(b.estimate + d.estimate)) < 1e-12 AS negated
FROM (SELECT multinomial_fit(species, length, width) AS m, multinomial_fit(CASE species WHEN 'elm' THEN 'a' ELSE species END, length, width) AS n FROM plants) AS f,
     LATERAL multinomial_coefficients(m) AS a, LATERAL multinomial_coefficients(m) AS b,
     LATERAL multinomial_coefficients(n) AS c, LATERAL multinomial_coefficients(n) AS d
WHERE a.label = 'oak' AND b.label = 'elm' AND c.label = 'oak' AND d.label = 'ash' AND a.term = b.term AND b.term = c.term AND c.term = d.term;
-- Weights are rows repeated; row order and scale do not matter.
SELECT max(abs(a.estimate / b.estimate - 1)) < 1e-12 AS weights, max(abs(a.estimate / c.estimate - 1)) < 1e-12 AS any_order,
       max(abs(a.std_error / b.std_error - 1)) < 1e-12 AS errors
FROM multinomial_coefficients((SELECT multinomial_fit(species, length) FROM plants, generate_series(1, 1 + plants.i % 3))) AS a
JOIN multinomial_coefficients((SELECT multinomial_fit(logistic_options(weight => 1 + i % 3), species, length) FROM plants)) AS b USING (label, term)
JOIN multinomial_coefficients((SELECT multinomial_fit(species, length ORDER BY length, i) FROM plants, generate_series(1, 1 + plants.i % 3))) AS c USING (label, term);
-- Many rows are summed in doubles, few in 31 digits: with the same result.
SELECT max(abs(a.estimate / b.estimate - 1)) < 1e-11 AS estimates, max(abs(a.std_error / b.std_error - 1)) < 1e-11 AS errors, count(*)
FROM multinomial_coefficients((SELECT multinomial_fit(species, length, width, soil) FROM plants, generate_series(1, 150))) AS a
JOIN multinomial_coefficients((SELECT multinomial_fit(logistic_options(weight => 150), species, length, width, soil) FROM plants)) AS b USING (label, term);
SELECT max(abs(a.estimate / (b.estimate * 1e100) - 1)) < 1e-12 AS scale
FROM multinomial_coefficients((SELECT multinomial_fit(species, length) FROM plants)) AS a
JOIN multinomial_coefficients((SELECT multinomial_fit(species, length * 1e100::float8) FROM plants)) AS b USING (label) WHERE a.term <> '(Intercept)' AND b.term <> '(Intercept)';
-- The joint covariance covers all classes.
SELECT count(*), bool_and(abs(c.covariance - d.std_error ^ 2) < 1e-12) FILTER (WHERE label_a = label_b AND term_a = term_b) AS diagonal,
       count(*) FILTER (WHERE label_a <> label_b AND covariance <> 0) AS across
FROM (SELECT multinomial_fit(species, length, soil) AS m FROM plants) AS f, LATERAL multinomial_covariance(m) AS c
JOIN LATERAL multinomial_coefficients(m) AS d ON d.label = label_a AND d.term = term_a;

-- Labels: numbers by value, enums in their own order, booleans.
CREATE TYPE size AS ENUM ('small', 'medium', 'large');
SELECT baseline, n_classes FROM multinomial_statistics((SELECT multinomial_fit(i % 12 - 3, length) FROM plants WHERE i % 12 IN (1, 2, 11)));
SELECT DISTINCT label FROM multinomial_coefficients((SELECT multinomial_fit(i % 12 - 3, length) FROM plants WHERE i % 12 IN (1, 2, 11))) ORDER BY 1;
SELECT baseline, n_classes FROM multinomial_statistics((SELECT multinomial_fit((ARRAY['large', 'small', 'medium'])[1 + i % 3]::size, length) FROM plants));
SELECT baseline FROM multinomial_statistics((SELECT multinomial_fit(tall, length) FROM plants));

-- The most probable label, by columns and by row; a NULL and a new level give none.
SELECT count(*) FILTER (WHERE multinomial_predict(m, s) = species) AS right,
       bool_and(multinomial_predict(m, s) = (SELECT label FROM multinomial_probabilities(m, length, soil) ORDER BY probability DESC LIMIT 1)) AS equal
FROM (SELECT multinomial_fit(species, length, soil) AS m FROM plants) AS f, plants s;
SELECT multinomial_predict(m, NULL, 'clay'::text), multinomial_predict(m, 1, 'loam'::text), multinomial_predict(NULL::multinomial_model, 1),
       multinomial_predict(m, NULL::plants), (SELECT count(*) FROM multinomial_probabilities(m, NULL, 'clay'::text))
FROM (SELECT multinomial_fit(species, length, soil) AS m FROM plants) AS f;
SELECT multinomial_predict(m, NULL, 'clay'::text) IS NOT NULL AS mean
FROM (SELECT multinomial_fit(logistic_options(on_null => 'mean'), species, length, soil) AS m FROM plants) AS f;
-- A model per group, scored through a join.
SELECT soil, n_classes, nobs FROM (SELECT soil, multinomial_fit(species, length) AS m FROM plants GROUP BY soil) AS f, multinomial_statistics(m) ORDER BY soil;
SELECT count(*) FROM plants JOIN (SELECT soil, multinomial_fit(species, length) AS m FROM plants GROUP BY soil) AS f USING (soil)
WHERE multinomial_predict(m, length) IS NOT NULL;

-- Degenerate data has a status. What is separated runs off; the others keep
-- the estimates of the classes that overlap.
CREATE TABLE apart AS SELECT i, CASE WHEN i <= 100 THEN 1000 + length ELSE length END AS x, CASE WHEN i <= 100 THEN 'yew' ELSE species END AS species
FROM plants WHERE species <> 'ash';
SELECT label, term, round(nullif(abs(a.estimate), 'Infinity')::numeric, 10) AS size, a.estimate = 'Infinity' AS up,
       abs(a.estimate / b.estimate - 1) < 1e-11 AND abs(a.std_error / b.std_error - 1) < 1e-11 AS as_of_two
FROM multinomial_coefficients((SELECT multinomial_fit(species, x) FROM apart)) AS a
LEFT JOIN logistic_coefficients((SELECT logistic_fit(species, x) FROM apart WHERE species <> 'yew')) AS b USING (term)
ORDER BY label, term;
SELECT status, abs(log_lik / (SELECT log_lik FROM logistic_statistics((SELECT logistic_fit(species, x) FROM apart WHERE species <> 'yew'))) - 1) < 1e-14 AS supremum
FROM multinomial_statistics((SELECT multinomial_fit(species, x) FROM apart));
SELECT x, label, round(probability::numeric, 6) AS probability
FROM (SELECT multinomial_fit(species, x) AS m FROM apart) AS f, (VALUES (3.0), (1003)) AS v (x), multinomial_probabilities(m, x);
SELECT status FROM multinomial_statistics((SELECT multinomial_fit((i / 100)::int, i) FROM plants));
SELECT status, n_classes, log_lik FROM multinomial_statistics((SELECT multinomial_fit('one'::text, i) FROM plants));
SELECT p.* FROM (SELECT multinomial_fit('one'::text, i) AS m FROM plants) AS f, multinomial_probabilities(m, 3) AS p;
SELECT status, iterations FROM multinomial_statistics((SELECT multinomial_fit(logistic_options(max_iterations => 1), species, length) FROM plants));
-- A column that others make up is left out of every equation.
SELECT label, term, estimate IS NULL AS aliased FROM multinomial_coefficients((SELECT multinomial_fit(species, length, width, length + width, i * 0) FROM plants));
SELECT multinomial_fit(species, length) IS NULL AS no_rows FROM plants WHERE false;
SELECT nobs, n_skipped FROM multinomial_statistics((SELECT multinomial_fit(CASE WHEN i > 10 THEN species END, CASE WHEN i > 15 THEN length END) FROM plants));
-- Without an intercept.
SELECT label, term, round(estimate::numeric, 8) AS estimate FROM multinomial_coefficients((SELECT multinomial_fit(logistic_options(intercept => false), species, length) FROM plants));

-- Forms of a model.
CREATE TABLE kept AS SELECT multinomial_fit(species, length, soil) AS m FROM plants;
SELECT m = m::text::multinomial_model AS text, m = m::jsonb::multinomial_model AS jsonb, m < m OR m <> m AS other FROM kept;
SELECT multinomial_predict('{"version": 1, "equations": [
    {"label": "y", "negative": "a", "positive": "b", "intercept": 0, "coefficients": {"x": 1}},
    {"label": "y", "negative": "a", "positive": "c", "intercept": -10, "coefficients": {"x": 3}}]}'::multinomial_model, x)
FROM (VALUES (-1), (1), (9)) AS v (x);
-- Of two alike the first one, whatever type the value has; a product beyond
-- the range of doubles has no label, and a NULL has none.
SELECT x, multinomial_predict(m, x) AS double, multinomial_predict(m, x::numeric) AS numeric
FROM (SELECT '{"version": 1, "equations": [
    {"label": "y", "negative": "a", "positive": "b", "intercept": 0, "coefficients": {"x": 10}},
    {"label": "y", "negative": "a", "positive": "c", "intercept": -10, "coefficients": {"x": 30}}]}'::multinomial_model) AS f (m),
     (VALUES (0::float8), (0.1), (0.5), (1), (1e308), (NULL)) AS v (x);

-- Wrong calls.
\set VERBOSITY terse
SELECT multinomial_fit(i, length) FROM plants;
SELECT multinomial_fit(length, width) FROM plants;
SELECT multinomial_fit('NaN'::float8, width) FROM plants;
SELECT multinomial_fit(ARRAY[1], width) FROM plants;
SELECT multinomial_fit(species, now()) FROM plants;
SELECT multinomial_fit(i % 90, (ARRAY(SELECT sin(i * j) FROM generate_series(1, 30) AS j))) FROM plants;
SELECT multinomial_predict(m, 1) FROM kept;
SELECT multinomial_predict(m, 'clay'::text, 1) FROM kept;
SELECT multinomial_coefficients(m, 2) FROM kept;
SELECT '{}'::multinomial_model;
SELECT '[]'::multinomial_model;
SELECT '{"version": 2, "equations": []}'::multinomial_model;
SELECT '{"version": 1, "equations": []}'::multinomial_model;
SELECT '{"version": 1, "equations": [1]}'::multinomial_model;
SELECT '{"version": 1, "equations": [{"label": "y", "negative": "a", "positive": "b", "coefficients": {"x": 1}}, {"label": "y", "negative": "a", "positive": "b", "coefficients": {"x": 1}}]}'::multinomial_model;
SELECT '{"version": 1, "equations": [{"label": "y", "negative": "a", "positive": "b", "coefficients": {"x": 1}}, {"label": "y", "negative": "b", "positive": "c", "coefficients": {"x": 1}}]}'::multinomial_model;
SELECT '{"version": 1, "equations": [{"label": "y", "negative": "a", "positive": "b", "coefficients": {"x": 1}}, {"label": "y", "negative": "a", "positive": "c", "coefficients": {"z": 1}}]}'::multinomial_model;
SELECT '{"version": 1, "equations": [{"label": "y", "negative": "a", "positive": "b", "coefficients": {"x": 1}}], "covariance": [[1]]}'::multinomial_model;
SELECT jsonb_set(m::jsonb, '{covariance, 0}', '[1, 2]')::multinomial_model FROM kept;
SELECT (m::jsonb - 'covariance')::multinomial_model FROM kept;

-- binary COPY takes a model there and back
CREATE TABLE received (LIKE kept);
\copy kept TO 'results/multinomial.bin' WITH (FORMAT binary)
\copy received FROM 'results/multinomial.bin' WITH (FORMAT binary)
SELECT bool_and(r.m::text = k.m::text) AND count(*) = (SELECT count(*) FROM kept) AS same FROM received AS r JOIN kept AS k ON r.m = k.m;
DROP TABLE received;

DROP TABLE plants, apart, kept;
DROP TYPE size;
