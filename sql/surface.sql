-- Forms of functions that no other test calls: each answers as its sibling does.
SET extra_float_digits = -9;
CREATE TABLE surface AS
SELECT id, id * 48271 % 1009 < 500 + 4 * (id * 7919 % 61) AS y, 18 + id * 7919 % 61 AS age,
	(ARRAY['free', 'pro', 'team'])[1 + id * 37 % 5 % 3] AS plan
FROM generate_series(1, 300) AS id;
SET client_min_messages = warning;
SELECT logistic_train('surface', 'SELECT y, age, plan FROM surface');
SELECT logistic_train('smaller', 'SELECT y, age FROM surface');
SELECT logistic_train('points', 'SELECT y, plan FROM surface');
SELECT logistic_train('none', 'SELECT y FROM surface');
CREATE TABLE of_surface AS
SELECT logistic_get('surface') AS m, logistic_get('smaller') AS s, logistic_get('none') AS n,
	(SELECT multinomial_fit(plan, age) FROM surface) AS c, (SELECT multinomial_fit(plan) FROM surface) AS c0,
	(SELECT isotonic_fit(y, age) FROM surface) AS i, (SELECT ftrl_fit(y, age) FROM surface) AS f;

-- What a model holds, by name with the group that it has not.
SELECT ARRAY(SELECT t::text FROM logistic_coefficients('surface', 0.9, 'default', NULL) AS t) = ARRAY(SELECT t::text FROM logistic_coefficients(m, 0.9, 'default') AS t) AS coefficients,
	ARRAY(SELECT t::text FROM logistic_covariance('surface', NULL) AS t) = ARRAY(SELECT t::text FROM logistic_covariance(m) AS t) AS covariance,
	ARRAY(SELECT t::text FROM logistic_features('surface', NULL) AS t) = ARRAY(SELECT t::text FROM logistic_features(m) AS t) AS features,
	ARRAY(SELECT t::text FROM logistic_vif('surface', NULL) AS t) = ARRAY(SELECT t::text FROM logistic_vif(m) AS t) AS vif,
	ARRAY(SELECT t::text FROM logistic_wald('surface') AS t) = ARRAY(SELECT t::text FROM logistic_wald(m) AS t) AS wald,
	ARRAY(SELECT t::text FROM logistic_anova('smaller', 'surface', NULL) AS t) = ARRAY(SELECT t::text FROM logistic_anova(s, m) AS t) AS anova,
	logistic_summary('surface', 0.9, true, NULL) = logistic_summary(m, 0.9, true) AS summary,
	logistic_sql('surface', NULL) = logistic_sql(m) AS sql, logistic_pmml('surface', NULL) = logistic_pmml(m) AS pmml,
	logistic_plot_coefficients('surface', 0.9, NULL) = logistic_plot_coefficients(m, 0.9) AS plot
FROM of_surface;

-- Scores without a feature, and of features as texts.
SELECT logistic_predict(n) = logistic_predict('none') AS predict, logistic_classify(n) = logistic_classify('none') AS classify,
	logistic_interval(n, 0.9) = logistic_interval('none', 0.9) AS interval, logistic_score(n) = logistic_score('none') AS score,
	logistic_augment('none', true) = logistic_augment(n, true) AS augment,
	ARRAY(SELECT t::text FROM logistic_explain(n) AS t) = ARRAY(SELECT t::text FROM logistic_explain('none') AS t) AS explain
FROM of_surface;
SELECT logistic_score(m, VARIADIC '{33,pro}'::text[]) = logistic_score(m, 33, 'pro'::text) AS score,
	logistic_score('surface', VARIADIC '{33,pro}'::text[]) = logistic_score(m, 33, 'pro'::text) AS by_name,
	multinomial_predict(c, VARIADIC '{33}'::text[]) = multinomial_predict(c, 33) AS class,
	ARRAY(SELECT t::text FROM multinomial_explain(c, VARIADIC '{33}'::text[]) AS t) = ARRAY(SELECT t::text FROM multinomial_explain(c, 33) AS t) AS explain
FROM of_surface;
SELECT multinomial_predict(c0), count(*) AS terms FROM of_surface, multinomial_explain(c0) GROUP BY 1;
SELECT round(multinomial_loss(c0, 'pro'::text)::numeric, 12) = round(-ln(p.probability)::numeric, 12) AS loss
FROM of_surface, multinomial_probabilities(c0) AS p WHERE label = 'pro';

SELECT logistic_points('points', '{600,50,20}', VARIADIC '{pro}'::text[]) = logistic_points(p, '{600,50,20}', 'pro'::text) AS points,
	ARRAY(SELECT t::text FROM logistic_point_reasons(p, '{600,50,20}', VARIADIC '{pro}'::text[]) AS t) = ARRAY(SELECT t::text FROM logistic_point_reasons('points', '{600,50,20}', VARIADIC '{pro}'::text[]) AS t) AS reasons
FROM logistic_get('points') AS p;
-- a model without features has no points
SELECT logistic_points(n, '{600,50,20}') FROM of_surface;
SELECT logistic_points('none', '{600,50,20}');
SELECT * FROM of_surface, logistic_point_reasons(n, '{600,50,20}');
SELECT * FROM logistic_point_reasons('none', '{600,50,20}');

-- Elementwise, of every type of number.
SELECT log_softmax(ARRAY[1, 2, 4]::smallint[]) = of_float AS small, log_softmax(ARRAY[1, 2, 4]::int[]) = of_float AS int,
	log_softmax(ARRAY[1, 2, 4]::bigint[]) = of_float AS big, log_softmax(ARRAY[1, 2, 4]::numeric[]) = of_float AS numeric
FROM log_softmax(ARRAY[1, 2, 4]::float8[]) AS of_float;

-- Models in order, in a btree and in a hash.
SELECT (m < s) = (s > m) AND (m <= s) = (s >= m) AND (m < s) <> (m >= s) AS logistic,
	logistic_model_cmp(m, s) = -logistic_model_cmp(s, m) AND logistic_model_cmp(m, m) = 0 AS cmp,
	logistic_model_hash(m) = logistic_model_hash(m::text::logistic_model) AND logistic_model_hash_extended(m, 7) <> logistic_model_hash_extended(m, 8) AS hash
FROM of_surface;
SELECT (c < c0) = (c0 > c) AND (c <= c0) = (c0 >= c) AND (c < c0) <> (c >= c0) AS multinomial,
	multinomial_model_cmp(c, c0) = -multinomial_model_cmp(c0, c) AND multinomial_model_cmp(c, c) = 0 AS cmp,
	multinomial_model_hash(c) = multinomial_model_hash(c::text::multinomial_model) AND multinomial_model_hash_extended(c, 7) <> multinomial_model_hash_extended(c, 8) AS hash,
	length(multinomial_model_send(c)) > length(multinomial_model_send(c0)) AS sent
FROM of_surface;
SELECT i <= i AND i >= i AND NOT i < i AND NOT i > i AS isotonic, isotonic_model_cmp(i, i) AS cmp,
	isotonic_model_hash(i) = isotonic_model_hash(i::text::isotonic_model) AND isotonic_model_hash_extended(i, 7) <> isotonic_model_hash_extended(i, 8) AS hash,
	f <= f AND f >= f AND NOT f < f AND NOT f > f AS ftrl, ftrl_model_cmp(f, f) AS cmp,
	ftrl_model_hash(f) = ftrl_model_hash(f::text::ftrl_model) AND ftrl_model_hash_extended(f, 7) <> ftrl_model_hash_extended(f, 8) AS hash
FROM of_surface;

SELECT logistic_drop(name) FROM logistic_models WHERE name IN ('surface', 'smaller', 'points', 'none');
DROP TABLE surface, of_surface;
