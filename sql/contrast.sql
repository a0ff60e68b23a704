-- Average predictions of two versions of the rows: g-computation with errors.
-- Constants are those of test/reference/contrast.py (mpmath, 40 digits).
SET extra_float_digits = -6;
CREATE TABLE trial AS
SELECT i AS id, i * 7919 % 1009 < 400 + 3 * (i % 71) AS treated, 20 + i * 10473 % 53 AS age,
       (ARRAY['north', 'south', 'west'])[1 + i * 37 % 5 % 3] AS region,
       i * 48271 % 1013 < 300 + 5 * (20 + i * 10473 % 53)
           - CASE WHEN i * 7919 % 1009 < 400 + 3 * (i % 71) THEN 250 - 2 * (i % 97) ELSE 0 END AS died,
       i % 41 AS clinic, 1 + i % 3 AS w
FROM generate_series(1, 300) AS i;
CREATE TABLE fits AS
SELECT logistic_fit(died, treated, age, region) AS plain,
       logistic_fit(logistic_options(std_error => 'HC1'), died, treated, age, region) AS robust,
       logistic_fit(logistic_options(terms => 'treated * age + region'), died, treated, age, region) AS crossed,
       logistic_fit(logistic_options(terms => 'treated * age + region', cluster => clinic::text), died, treated, age, region) AS clustered,
       logistic_fit(treated, age, region) AS chosen
FROM trial;
-- Both versions of every row: all treated, none treated.
CREATE TYPE patient AS (treated boolean, age integer, region text);
CREATE VIEW versions AS
SELECT id, w, treated AS was_treated, ROW(true, age, region)::patient AS a, ROW(false, age, region)::patient AS b FROM trial;

SELECT (logistic_contrast(plain, a, b)).* FROM fits, versions \gx

-- Inverse probability weights: the model of the outcome has the treatment alone.
CREATE TABLE weighted AS
SELECT id, died, treated, CASE WHEN treated THEN 1 / p ELSE 1 / (1 - p) END AS weight
FROM (SELECT t.*, logistic_predict(chosen, t) AS p FROM fits, trial t) s;
CREATE TABLE inverse AS SELECT logistic_fit(logistic_options(weight => weight, std_error => 'HC0'), died, treated) AS m FROM weighted;

-- mean_a, mean_b, difference, std_error, conf_low, conf_high, p_value, ratio, its limits, odds_ratio, its limits
CREATE TABLE certified (name text, n bigint, figures float8[]);
INSERT INTO certified VALUES
	('plain', 300, '{0.33824725789167144, 0.55360181636958601, -0.21535455847791457, 0.05488747229508459, -0.3229320273787204, -0.10777708957710874, 8.7248255966804036e-5, 0.6109937646336346, 0.47058824002674935, 0.79329092541700842, 0.41215772808586974, 0.26081129945001285, 0.65132911487780007}'),
	('weighted', 300, '{0.33805681594278921, 0.55336756925003508, -0.21531075330724587, 0.05487536154483981, -0.32286448557374617, -0.10775702104074557, 8.7223749160830646e-5, 0.61090825470843724, 0.4704964127938225, 0.79322367933643247, 0.41219767094401545, 0.26085356150146713, 0.6513498184716762}'),
	('treated alone', 149, '{0.33557046979865772, 0.55087614034144834, -0.21530567054279063, 0.054876648253853671, -0.32286192471261668, -0.10774941637296458, 8.729064794453814e-5, 0.60915774930942156, 0.46852862929042752, 0.79199677532128442, 0.41176267320306881, 0.26044626632220391, 0.6509922428052203}'),
	('HC1', 300, '{0.33824725789167144, 0.55360181636958601, -0.21535455847791457, 0.055361879121308526, -0.32386184767213927, -0.10684726928368988, 0.00010026773855565488, 0.6109937646336346, 0.46984581116286225, 0.7945444474587004, 0.41215772808586974, 0.25984760779839953, 0.65374468620354192}'),
	('crossed', 300, '{0.33873322867163209, 0.55398033461920887, -0.21524710594757678, 0.05486481055307987, -0.32278015865022642, -0.10771405324492714, 8.7370759097966658e-5, 0.61145352551994137, 0.47152725014923039, 0.79290309044162423, 0.41242099054888615, 0.26114151754965005, 0.65133677341438262}'),
	('clustered', 300, '{0.33873322867163209, 0.55398033461920887, -0.21524710594757678, 0.031571681122315764, -0.2771264638786988, -0.15336774801645476, 9.2492125021731445e-12, 0.61145352551994137, 0.52365113551775879, 0.7139780447551158, 0.41242099054888615, 0.31646769440048342, 0.53746741438346516}'),
	('inverse weights', 300, '{0.34019781176044635, 0.55540096569017508, -0.21520315392972872, 0.056203443461621693, -0.32535987892164044, -0.10504642893781701, 0.00012866343587578902, 0.61252650387039898, 0.46938153166695179, 0.79932569270728761, 0.41274293563130553, 0.25845206558022164, 0.65914246237923964}');
CREATE FUNCTION figures(c logistic_prediction_contrast) RETURNS float8[]
RETURN ARRAY[(c).mean_a, (c).mean_b, (c).difference, (c).std_error, (c).conf_low, (c).conf_high, (c).p_value,
	(c).ratio, (c).ratio_low, (c).ratio_high, (c).odds_ratio, (c).odds_ratio_low, (c).odds_ratio_high];
WITH found(name, c) AS (
	SELECT 'plain', logistic_contrast(plain, a, b) FROM fits, versions
	UNION ALL SELECT 'weighted', logistic_contrast(plain, a, b, w) FROM fits, versions
	UNION ALL SELECT 'treated alone', logistic_contrast(plain, a, b, was_treated::int) FROM fits, versions
	UNION ALL SELECT 'HC1', logistic_contrast(robust, a, b) FROM fits, versions
	UNION ALL SELECT 'crossed', logistic_contrast(crossed, a, b) FROM fits, versions
	UNION ALL SELECT 'clustered', logistic_contrast(clustered, a, b) FROM fits, versions
	UNION ALL SELECT 'inverse weights', logistic_contrast(m, a, b) FROM inverse, versions)
SELECT name, (f.c).n = e.n AS n, array_length(figures(f.c), 1) AS figures,
	(SELECT max(abs(x / y - 1)) < 1e-11 FROM unnest(figures(f.c), e.figures) AS u(x, y)) AS agree
FROM found f JOIN certified e USING (name) ORDER BY name;

-- The doubly robust estimate is a mean of rows, and its error that of a mean.
WITH parts AS (
	SELECT CASE WHEN treated THEN one - none + (died::int - one) / e ELSE one - none - (died::int - none) / (1 - e) END AS part
	FROM (SELECT t.treated, t.died, logistic_predict(chosen, t) AS e, logistic_predict(crossed, a) AS one, logistic_predict(crossed, b) AS none
	      FROM fits, trial t JOIN versions v USING (id)) s)
SELECT abs(avg(part) / -0.21503234948890467 - 1) < 1e-12 AS estimate,
	abs(stddev(part) / sqrt(count(*)) / 0.054963599349279631 - 1) < 1e-12 AS std_error FROM parts;

-- Identities: the means are those of the scores; the other way round; against itself.
SELECT abs((c).mean_a - mean_a) < 1e-15 AS mean_a, abs((c).mean_b - mean_b) < 1e-15 AS mean_b,
	(c).difference = -(r).difference AS turned, abs((c).ratio * (r).ratio - 1) < 1e-14 AS inverse, (c).std_error = (r).std_error AS error,
	(s).difference AS none, (s).std_error AS no_error, (s).p_value AS no_p, (s).ratio AS one
FROM (SELECT logistic_contrast(crossed, a, b) AS c, logistic_contrast(crossed, b, a) AS r, logistic_contrast(crossed, a, a) AS s,
	avg(logistic_predict(crossed, a)) AS mean_a, avg(logistic_predict(crossed, b)) AS mean_b FROM fits, versions) v;
-- A single row and model without more: the odds ratio is the coefficient's, with its interval.
SELECT abs((c).odds_ratio / k.odds_ratio - 1) < 1e-13 AS odds_ratio, abs((c).odds_ratio_low / k.odds_ratio_low - 1) < 1e-13 AS low,
	abs((c).odds_ratio_high / k.odds_ratio_high - 1) < 1e-13 AS high
FROM (SELECT plain, logistic_contrast(plain, a, b) AS c FROM fits, versions WHERE id = 7 GROUP BY plain) s, logistic_coefficients(plain) k
WHERE k.term = 'treatedtrue';

-- However the rows come: JSON, the first of two columns of a name, a numeric weight, a group, a window.
SELECT logistic_contrast(crossed, to_jsonb(t) || '{"treated": true}', to_jsonb(t) || '{"treated": false}') = logistic_contrast(crossed, a, b) AS json,
	logistic_contrast(crossed, c, d) = logistic_contrast(crossed, a, b) AS first_column
FROM fits, trial t JOIN versions v USING (id), LATERAL (SELECT true AS treated, t.*) c, LATERAL (SELECT false AS treated, t.*) d;
SELECT g.region, (g.c).n, abs((g.c).difference / (f.c).difference - 1) < 1e-13 AS difference, abs((g.c).std_error / (f.c).std_error - 1) < 1e-13 AS std_error
FROM (SELECT region, logistic_contrast(crossed, a, b) AS c FROM fits, trial JOIN versions v USING (id) GROUP BY region) g,
	LATERAL (SELECT logistic_contrast(crossed, a, b) AS c FROM fits, trial t JOIN versions v USING (id) WHERE t.region = g.region) f ORDER BY region;
SELECT count(DISTINCT c) AS one FROM (SELECT logistic_contrast(plain, a, b) OVER () AS c FROM fits, versions) s;
-- Rows of a version without a score, and of no weight, are left out.
SELECT (logistic_contrast(plain, a, b, nullif(w, 2))).n, (logistic_contrast(plain, a, b, CASE WHEN w = 2 THEN 0 ELSE w END)).n AS zero FROM fits, versions;
SELECT (logistic_contrast(plain, a, c)).n FROM fits, versions, LATERAL (SELECT false AS treated, CASE WHEN id > 10 THEN 50 END AS age, 'west' AS region) c;
SELECT (logistic_contrast(plain, a, CASE WHEN id > 10 THEN b END)).n FROM fits, versions;
SELECT logistic_contrast(plain, a, b) IS NULL AS none FROM fits, versions WHERE false;
SELECT logistic_contrast(plain, a, NULL::trial) IS NULL AS none FROM fits, versions;
SELECT logistic_contrast(NULL::logistic_model, a, b) IS NULL AS none FROM versions;
-- A model without errors; one that is separated; probabilities of 0 and 1.
SELECT (logistic_contrast('{"label":"y","intercept":-1,"coefficients":{"treated":1}}'::logistic_model, a, b)).* FROM versions \gx
SELECT (c).n, round((c).mean_a::numeric, 6) AS mean_a, (c).mean_b, (c).ratio, (c).odds_ratio, (c).std_error
FROM (SELECT logistic_contrast(m, a, b) AS c FROM (SELECT logistic_fit(treated AND died, treated) AS m FROM trial) f, versions) s;
SELECT (c).difference, (c).ratio, (c).std_error FROM (SELECT logistic_contrast(m, a, b) AS c FROM (SELECT logistic_fit(treated, treated) AS m FROM trial) f, versions) s;
SELECT (c).mean_a, (c).difference FROM (SELECT logistic_contrast(m, a, b) AS c FROM (SELECT logistic_fit(true, treated) AS m FROM trial) f, versions) s;
-- Near 1 the difference keeps its digits.
SELECT abs((c).difference / (exp(-41.0::float8) - exp(-40.0::float8)) + 1) < 1e-14 AS difference, (c).odds_ratio
FROM (SELECT logistic_contrast('{"label":"y","intercept":40,"coefficients":{"treated":1}}'::logistic_model, a, b) AS c FROM versions) s;

-- By name: of the owner's, with the offset of its training.
SELECT logistic_train('trial', 'SELECT died, treated, age, region, w / 10.0 AS o FROM trial', offset_column => 'o');
SELECT abs((c).mean_a - mean_a) < 1e-15 AS mean_a, (c).n
FROM (SELECT logistic_contrast('trial', c, d) AS c, avg(logistic_predict('trial', c)) AS mean_a
      FROM trial t, LATERAL (SELECT true AS treated, t.age, t.region, w / 10.0 AS o) c, LATERAL (SELECT false AS treated, t.age, t.region, w / 10.0 AS o) d) s;
SELECT logistic_contrast('trial', c, c, w) IS NULL AS none FROM trial t, LATERAL (SELECT true AS treated, t.age, t.region, NULL::float8 AS o) c;
CREATE ROLE contrast_reader;
SELECT logistic_grant('trial', 'contrast_reader');
GRANT SELECT ON trial TO contrast_reader;
SET ROLE contrast_reader;
SELECT logistic_contrast('trial', c, c) FROM trial t, LATERAL (SELECT true AS treated, t.age, t.region, 0.1 AS o) c;
RESET ROLE;
SELECT logistic_drop('trial');
DROP OWNED BY contrast_reader;
DROP ROLE contrast_reader;

-- What cannot be.
SELECT logistic_contrast(CASE WHEN id = 3 THEN plain ELSE crossed END, a, b) FROM fits, versions;
SELECT logistic_contrast(plain, true, b) FROM fits, versions;
SELECT logistic_contrast(plain, a, 'north') FROM fits, versions;
SELECT logistic_contrast(plain, a, b, -1) FROM fits, versions;
SELECT logistic_contrast(plain, a, b, 'NaN') FROM fits, versions;
SELECT logistic_contrast(plain, a, c) FROM fits, versions, LATERAL (SELECT false AS treated, 3 AS years) c;
DROP VIEW versions;
DROP TYPE patient;
DROP FUNCTION figures;
DROP TABLE trial, fits, weighted, inverse, certified;
