-- Standard errors that hold where the model's own do not: sandwich
-- estimators, clusters, class weights.
CREATE TABLE small AS
SELECT i, i * 37 % 11 < 4 + i % 3 AS y, (i * 31 % 17)::float8 AS a, i * 7 % 23 / 10.0::float8 AS b,
       (ARRAY['u', 'v', 'w'])[1 + i * 5 % 7 % 3] AS c, (1 + i % 4) / 2.0 AS w, 'g' || i % 13 AS g
FROM generate_series(1, 60) AS i;

-- As R 4.2.2 with sandwich 3.0-2 has them, rounded to 12 digits, from
--		m <- glm(y ~ a + b + c, binomial, small, w, control = list(epsilon = 1e-15))
--		sqrt(diag(vcovHC(m, type = kind))), sqrt(diag(vcovCL(m, g, type = kind)))
CREATE TABLE known (kind text, clustered boolean, errors float8[]);
INSERT INTO known VALUES
    ('HC0', false, '{0.787476209634, 0.062777666871, 0.436624438128, 0.707039720190, 0.677466171135}'),
    ('HC1', false, '{0.822492076164, 0.065569134571, 0.456039352333, 0.738478902950, 0.707590338363}'),
    ('HC2', false, '{0.841292298278, 0.067294869832, 0.467072494817, 0.749267643539, 0.719582252185}'),
    ('HC3', false, '{0.899614235228, 0.072195040858, 0.500090219983, 0.794668249214, 0.765019668793}'),
    ('HC0', true, '{0.610884460761, 0.080354717643, 0.292509754608, 0.745555945825, 0.550452793727}'),
    ('HC1', true, '{0.632708602173, 0.083225428610, 0.302959806392, 0.772191290866, 0.570117984746}');
CREATE FUNCTION errors(logistic_model) RETURNS float8[]
LANGUAGE SQL AS 'SELECT array_agg(std_error) FROM logistic_coefficients($1)';
CREATE FUNCTION distance(float8[], float8[]) RETURNS float8
LANGUAGE SQL AS 'SELECT max(abs(a / b - 1)) FROM unnest($1, $2) AS u (a, b)';
SELECT kind, clustered, distance(errors(m), errors) < 1e-10 AS same,
       std_error_type, n_clusters, m::text::logistic_model = m AS text
FROM known, LATERAL (
        SELECT logistic_fit(logistic_options(weight => w, std_error => kind), y, a, b, c) AS m FROM small WHERE NOT clustered
        UNION ALL
        SELECT logistic_fit(logistic_options(weight => w, std_error => kind, cluster => g), y, a, b, c) FROM small WHERE clustered) AS f,
     logistic_statistics(m)
WHERE m IS NOT NULL
ORDER BY clustered, kind;

-- The estimates and the likelihood stay; tests and intervals follow.
SELECT logistic_summary(logistic_fit(logistic_options(std_error => 'HC1', cluster => g), y, a, c)) FROM small;

-- Clusters without a kind are HC0; every row its own cluster is HC0 times n / (n - 1).
SELECT distance(errors(logistic_fit(logistic_options(cluster => g), y, a, b)),
                errors(logistic_fit(logistic_options(cluster => g, std_error => 'HC0'), y, a, b))) = 0 AS hc0,
       distance(errors(logistic_fit(logistic_options(cluster => i::text), y, a, b)),
                ARRAY(SELECT e * sqrt(60 / 59.0) FROM unnest(errors(logistic_fit(logistic_options(std_error => 'HC0'), y, a, b))) AS e)) < 1e-13 AS own
FROM small;

-- A row's weight counts as observations for the model's errors, and not for
-- these: doubled weights halve the model's variance and leave the sandwich.
SELECT distance(errors(logistic_fit(logistic_options(weight => 2, std_error => 'HC0'), y, a, b)),
                errors(logistic_fit(logistic_options(std_error => 'HC0'), y, a, b))) < 1e-13 AS sandwich,
       distance(errors(logistic_fit(logistic_options(weight => 2), y, a, b)),
                ARRAY(SELECT e / sqrt(2) FROM unnest(errors(logistic_fit(y, a, b))) AS e)) < 1e-13 AS model
FROM small;

-- Weights of any size leave it, up to the ends of the range.
SELECT kind, bool_and(distance(errors(m), errors(k)) < 1e-12) AS same
FROM (VALUES (1e-300), (1e-30), (1e30), (1e300)) AS w (weight), (VALUES ('HC0'), ('HC3')) AS h (kind),
     LATERAL (SELECT logistic_fit(logistic_options(weight => weight, std_error => kind), y, a, b) AS m,
                     logistic_fit(logistic_options(std_error => kind), y, a, b) AS k FROM small) AS f
GROUP BY kind ORDER BY kind;

-- Rows of one cluster may come in any order; names of clusters are any text.
SELECT distance(errors(logistic_fit(logistic_options(cluster => g) , y, a, b ORDER BY b, a)),
                errors(logistic_fit(logistic_options(cluster => repeat(g || 'ß', 100)), y, a, b))) < 1e-13 AS same
FROM small;

-- A group has the errors of its own rows.
SELECT c, distance(errors(m), errors((SELECT logistic_fit(logistic_options(std_error => 'HC0'), y, a, b) FROM small WHERE c = q.c))) < 1e-13 AS hc0,
       distance(errors(k), errors((SELECT logistic_fit(logistic_options(cluster => g), y, a, b) FROM small WHERE c = q.c))) < 1e-13 AS clusters
FROM (SELECT c, logistic_fit(logistic_options(std_error => 'HC0'), y, a, b) AS m,
             logistic_fit(logistic_options(cluster => g), y, a, b) AS k FROM small GROUP BY c) AS q
ORDER BY c;

-- More clusters than work_mem has room for: the rows are scanned again.
CREATE TABLE large AS
SELECT i % 30000 AS g, (i * 7919::bigint % 1009 < 400) AS y, i * 31::bigint % 177 / 10.0 AS a, i * 17::bigint % 97 / 10.0 AS b
FROM generate_series(1, 60000) AS i;
CREATE TABLE roomy AS SELECT logistic_fit(logistic_options(cluster => g::text), y, a, b) AS m FROM large;
SET work_mem = '64kB';
SELECT distance(errors(logistic_fit(logistic_options(cluster => g::text), y, a, b)), errors((SELECT m FROM roomy))) < 1e-12 AS same,
       (SELECT n_clusters FROM logistic_statistics((SELECT m FROM roomy)))
FROM large;
RESET work_mem;

-- A NULL cluster leaves the row out, and is counted; no clusters at all are
-- a NULL written out, as the default is.
SELECT nobs, n_skipped, n_clusters
FROM logistic_statistics((SELECT logistic_fit(logistic_options(cluster => CASE WHEN i > 50 THEN NULL ELSE g END), y, a) FROM small));
SELECT logistic_fit(logistic_options(cluster => nullif(g, g)), y, a) IS NULL AS no_rows,
       logistic_fit(logistic_options(cluster => NULL), y, a) = logistic_fit(y, a) AS no_clusters
FROM small;

-- One cluster and separated data: no standard errors, or those of what is
-- finite.
SELECT errors(logistic_fit(logistic_options(cluster => 'all'), y, a, b)) FROM small;
SELECT status, errors(m)
FROM (SELECT logistic_fit(logistic_options(std_error => 'HC0'), a > 8, a, b) AS m FROM small) AS f, logistic_statistics(m);
SELECT status, term, estimate < 'Infinity' AS finite, std_error IS NULL AS without, abs(std_error / alone - 1) < 1e-10 AS limit_of_the_rest
FROM (SELECT logistic_fit(logistic_options(std_error => 'HC3'), y OR c = 'w', c = 'w', a) AS m FROM small) AS f,
     logistic_statistics(m), logistic_coefficients(m) LEFT JOIN
     (SELECT term, std_error AS alone FROM logistic_coefficients((
        SELECT logistic_fit(logistic_options(std_error => 'HC3'), y, a) FROM small WHERE c <> 'w'))) AS r USING (term);
SELECT status, errors(m) FROM (SELECT logistic_fit(logistic_options(std_error => 'HC2'), true, a) AS m FROM small) AS f, logistic_statistics(m);
SELECT distance(errors(logistic_fit(logistic_options(std_error => 'HC2'), y, a, b, a + b)), errors(logistic_fit(logistic_options(std_error => 'HC2'), y, a, b))) AS aliased
FROM small;

-- Class weights are W / (2 W_class), as weights per row would be; the errors
-- are a sandwich then.
SELECT distance(ARRAY(SELECT estimate FROM logistic_coefficients(m)), ARRAY(SELECT estimate FROM logistic_coefficients(k))) < 1e-12 AS estimates,
       distance(errors(m), errors(k)) < 1e-12 AS errors, aic, bic, lr_statistic, lr_p_value, std_error_type, sum_weights, nobs
FROM (SELECT logistic_fit(logistic_options(weight => w, class_weight => 'balanced'), y, a, b) AS m,
             logistic_fit(logistic_options(weight => w * balance, std_error => 'HC0'), y, a, b) AS k
      FROM small JOIN (SELECT y, (SELECT sum(w) FROM small) / 2 / sum(w) AS balance FROM small GROUP BY y) AS c USING (y)) AS f,
     logistic_statistics(m);
SELECT logistic_summary(logistic_fit(logistic_options(class_weight => 'balanced', prevalence => 0.05), y, a)) FROM small;

-- What the rows looked like is told without class weights.
SELECT f.mean = g.mean AS mean, f.std_dev = g.std_dev AS std_dev
FROM logistic_features((SELECT logistic_fit(logistic_options(class_weight => 'balanced'), y, a) FROM small)) AS f,
     logistic_features((SELECT logistic_fit(y, a) FROM small)) AS g;

-- A prevalence moves the intercept by -ln[(1-t)/t * share/(1-share)], and
-- with it the scores; the rest stays. The share is 1/2 under class weights.
SELECT max(abs(p.estimate - m.estimate)) FILTER (WHERE term = 'a') AS a,
       round(max(p.estimate - m.estimate + ln((1 - 0.05) / 0.05 * share / (1 - share)))::numeric, 14) + 0 AS intercept
FROM (SELECT avg(y::int)::float8 AS share FROM small) AS s,
     logistic_coefficients((SELECT logistic_fit(logistic_options(prevalence => 0.05), y, a) FROM small)) AS p JOIN
     logistic_coefficients((SELECT logistic_fit(y, a) FROM small)) AS m USING (term)
WHERE term = 'a' OR term = '(Intercept)'
GROUP BY term ORDER BY term;
SELECT round((x.p - m.p + ln(0.95 / 0.05))::numeric, 14) + 0 AS balanced
FROM (SELECT logistic_score(logistic_fit(logistic_options(class_weight => 'balanced', prevalence => 0.05), y, a), 3) AS p FROM small) AS x,
     (SELECT logistic_score(logistic_fit(logistic_options(class_weight => 'balanced'), y, a), 3) AS p FROM small) AS m;

-- Class weights with a penalty: no errors are known to be right.
SELECT count(*) AS terms, count(std_error) AS errors, count(estimate) AS estimates
FROM logistic_coefficients((SELECT logistic_fit(logistic_options(class_weight => 'balanced', l2 => 1), y, a, b) FROM small));

-- One class has no balance.
SELECT status, sum_weights FROM logistic_statistics((SELECT logistic_fit(logistic_options(class_weight => 'balanced'), true, a) FROM small));

DROP TABLE small, large, roomy, known;
DROP FUNCTION errors, distance;
