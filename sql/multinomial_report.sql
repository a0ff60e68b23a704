-- The report of a model of many classes.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE SCHEMA multinomial_report_test;
SET search_path = multinomial_report_test, public;
CREATE TABLE plants AS
SELECT i, i * 7919 % 101 / 10.0 AS length, i * 31 % 53 / 5.0 AS width, i % 4 = 0 AS tall,
       (ARRAY['clay', 'sand', 'peat'])[1 + i * 17 % 3] AS soil,
       (ARRAY['ash', 'elm', 'oak'])[1 + (i * 7919 % 101 + i * 13 % 60 > 60)::int + (i * 31 % 53 + i * 29 % 41 > 55)::int] AS species
FROM generate_series(1, 400) AS i;
CREATE TABLE fitted AS SELECT multinomial_fit(species, length, width, tall, soil) AS m FROM plants;
-- the sections of a page, its remarks, and the rows of its tables
CREATE FUNCTION pg_temp.sections(page text) RETURNS text[] LANGUAGE sql AS
$$ SELECT array_agg(m[1]) FROM regexp_matches(page, '<section id="([a-z]*)"', 'g') AS m $$;
CREATE FUNCTION pg_temp.remarks(page text) RETURNS SETOF text LANGUAGE sql AS
$$ SELECT m[1] || ': ' || m[2] FROM regexp_matches(page, '<p class="(good|bad|mild)">([^<]*)', 'g') AS m $$;
CREATE FUNCTION pg_temp.lines(page text, section text) RETURNS SETOF text LANGUAGE sql AS
$$ SELECT trim(regexp_replace(replace(m[1], '</td><td>', ' | '), '<[^>]*>', '', 'g'))
   FROM regexp_matches(split_part(split_part(page, '<section id="' || section || '">', 2), '</section>', 1), '<tr>(.*?)</tr>', 'g') AS m $$;
CREATE FUNCTION pg_temp.times(page text, part text) RETURNS int LANGUAGE sql AS
$$ SELECT (length(page) - length(replace(page, part, ''))) / length(part) $$;

-- sections in their order, and the rows' only with rows
SELECT pg_temp.sections(multinomial_report(m)) FROM fitted;
SELECT pg_temp.sections(multinomial_report(m, 'SELECT * FROM plants;')) FROM fitted;
CREATE TABLE page AS SELECT multinomial_report(m, 'SELECT * FROM plants') AS page FROM fitted;
-- a picture and a table for each class against the baseline, whole: the odds
-- ratios, and nothing comes from outside
SELECT pg_temp.times(page, '<svg') AS pictures, pg_temp.times(page, '<circle') AS dots, array_agg(h[1]) AS headings,
       page ~* '<script|<link|<img|<iframe|src=|href=|@import|url\(' AS asks_for_more
FROM page, regexp_matches(page, '<h3>([^<]*)', 'g') AS h GROUP BY page;
SELECT count(*), bool_and(page LIKE '%<td>' || term || '</td><td>%') AS terms, bool_and(pg_temp.times(page, '<td>' || trim_scale(round(odds_ratio::numeric, 3 - floor(log(odds_ratio))::int)) || '</td>') > 0) AS odds_ratios
FROM page, fitted, multinomial_coefficients(m) WHERE odds_ratio > 1e-4;
-- joint tests, which mpmath gives in multinomial_registry.sql
SELECT pg_temp.lines(page, 'tests') FROM page;
-- log_loss, accuracy_score, balanced_accuracy_score, f1_score, roc_auc_score of
-- scikit-learn are those of multinomial_registry.sql: 0.60833, 0.6975, 0.63380,
-- 0.64825 and 0.69274, 0.85977 and 0.82759; by class 0.90683, 0.77726, 0.89521
SELECT pg_temp.lines(page, 'quality') FROM page;
SELECT pg_temp.lines(page, 'classes') FROM page;
SELECT pg_temp.lines(page, 'confusion') FROM page;
-- the matrix, counted by hand
SELECT species, count(*) FILTER (WHERE p = 'ash') AS ash, count(*) FILTER (WHERE p = 'elm') AS elm, count(*) FILTER (WHERE p = 'oak') AS oak
FROM (SELECT species, multinomial_predict(m, plants) AS p FROM plants, fitted) AS s GROUP BY species ORDER BY species;
-- the label is found by its name, or comes first; a class that the model does
-- not have makes the loss infinite
SELECT a = b AS same
FROM fitted, LATERAL (SELECT regexp_replace(multinomial_report(m, 'SELECT * FROM plants'), '<section id="origin".*', '')) AS x(a),
     LATERAL (SELECT regexp_replace(multinomial_report(m, 'SELECT species AS kind, soil, tall, width, length FROM plants'), '<section id="origin".*', '')) AS y(b);
SELECT lines FROM fitted, multinomial_report(m, 'SELECT ''yew'' AS species, 1 AS length, 1 AS width, true AS tall, ''clay'' AS soil') AS page,
     unnest(ARRAY['quality', 'confusion']) AS section, pg_temp.lines(page, section) AS lines;

-- a label of booleans is the model of two classes; many classes have no matrix
SELECT pg_temp.lines(multinomial_report(m, 'SELECT * FROM plants'), 'confusion') FROM (SELECT multinomial_fit(tall, length, width, species) AS m FROM plants) AS f;
SELECT page ~ 'The first 48 of 58 coefficients' AS coefficients, page ~ 'too many classes for a matrix' AS matrix, pg_temp.times(page, '<h3>') AS headings, (SELECT count(*) FROM pg_temp.lines(page, 'confusion')) AS mistakes
FROM (SELECT multinomial_report(multinomial_fit(i % 30, length), 'SELECT i % 30 AS kind, length FROM plants') AS page FROM plants) AS r;

-- names, levels and classes with markup in them stay text
CREATE TABLE hostile AS SELECT '<i>' || species AS "</title>", length AS "<b>l</b>", '</style><script>' || soil AS "a""&b" FROM plants;
SELECT pg_temp.times(page, '<script') AS scripts, pg_temp.times(page, '<b>') AS bold, pg_temp.times(page, '<i>') AS italic, pg_temp.times(page, '</title></head>') AS titles,
       pg_temp.times(page, '</style>') AS styles, page LIKE '%Labelled &lt;i&gt;oak%' AS escaped
FROM (SELECT multinomial_fit("</title>", "<b>l</b>", "a""&b") AS m FROM hostile) AS f, multinomial_report(m, 'SELECT * FROM hostile /* <script> */') AS page;

-- what a reader must know first
SELECT pg_temp.remarks(multinomial_report(multinomial_fit(CASE WHEN i < 100 THEN 'low' WHEN i % 3 = 0 THEN 'mid' ELSE 'high' END, i, length, 2 * length, CASE WHEN i > 50 THEN 1 END))) FROM plants;
SELECT pg_temp.remarks(multinomial_report(multinomial_fit('ash'::text, length))) FROM plants;
SELECT pg_temp.remarks(multinomial_report('{"version": 1, "equations": [{"label": "y", "positive": "b", "negative": "a", "intercept": 0, "coefficients": {"x": 1}}]}'::multinomial_model));
SELECT pg_temp.remarks(multinomial_report(m, 'SELECT * FROM plants WHERE false')) FROM fitted;
-- without features every class has an area of one half, in each place
SELECT pg_temp.sections(page), pg_temp.times(page, '<td>0.5</td>') AS halves
FROM (SELECT multinomial_report(multinomial_fit(species), 'SELECT * FROM plants') AS page FROM plants) AS r;
SELECT nobs, accuracy, roc_auc_macro FROM (SELECT multinomial_fit(species) AS m FROM plants) AS f, multinomial_evaluate(m, 'SELECT * FROM plants');
SELECT logistic_train('alone', 'SELECT species FROM plants, generate_series(1, 3)', family => 'multinomial');
SELECT reason ~ '^log loss .* against' AS compared FROM logistic_refit('alone', 'if_better');
SELECT roc_auc, log_loss IS NOT NULL AS log_loss FROM logistic_models WHERE name = 'alone';

-- wrong calls
SELECT multinomial_report(NULL::multinomial_model) IS NULL AS no_model, multinomial_report(NULL::text) IS NULL AS no_name;
SELECT multinomial_report(m, 'SELECT species, length FROM plants') FROM fitted;
SELECT multinomial_report(m, 'DROP TABLE plants') FROM fitted;
SELECT multinomial_report('unheard of');

-- a registered model: its own rows, their weights and frequencies, and where
-- it comes from; another family is an error that names the function for it
SELECT logistic_train('species', 'SELECT species, length, width, tall, soil FROM plants', family => 'multinomial');
SELECT page LIKE '%Multinomial logistic regression: species<%' AS title, page LIKE '%<td>Version</td><td>1</td>%' AS version, pg_temp.sections(page)
FROM multinomial_report('species') AS page;
SELECT pg_temp.lines(multinomial_report('species'), 'confusion');
SELECT pg_temp.lines(multinomial_report('species', 'SELECT * FROM plants WHERE i <= 100'), 'confusion');
CREATE TABLE counts AS SELECT species, length, width, 1 + i % 3 AS n, 1 + i % 2 AS w FROM plants;
SELECT logistic_train('counted', 'SELECT species, length, width, n, w FROM counts', family => 'multinomial', frequency_column => 'n', weight_column => 'w');
SELECT pg_temp.lines(page, 'quality') = 'Rows judged | ' || (SELECT sum(n) FROM counts) AS nobs FROM multinomial_report('counted') AS page LIMIT 1;
SELECT page LIKE '%<td>Log loss</td><td>' || round(e.log_loss::numeric, 4) || '</td>%' AS log_loss, page LIKE '%<td>Balanced accuracy</td><td>' || round(e.balanced_accuracy::numeric, 4) || '</td>%' AS balanced
FROM multinomial_report('counted') AS page, multinomial_evaluate('counted', 'SELECT c.*, n * w AS nw FROM counts c', weight_column => 'nw') AS e;
SELECT logistic_report('species');
SELECT logistic_train('tall', 'SELECT tall, length FROM plants');
SELECT multinomial_report('tall');
-- by hand: no rows; a reader who may score may not read it
SELECT logistic_register('hand', m) FROM fitted;
SELECT pg_temp.sections(multinomial_report('hand'));
CREATE ROLE logistic_report_reader;
SELECT logistic_grant('species', 'logistic_report_reader');
SET ROLE logistic_report_reader;
SELECT public.multinomial_report('species');
RESET ROLE;
SELECT count(logistic_drop(name)::text) AS dropped FROM unnest('{alone,species,counted,tall,hand}'::text[]) AS name;
DROP ROLE logistic_report_reader;
DROP SCHEMA multinomial_report_test CASCADE;
