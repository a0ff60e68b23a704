-- Pictures and reports: what is drawn, what is said, and that nothing of a
-- user's can break out of it.  test/browser looks at them.
\set SHOW_CONTEXT never
CREATE SCHEMA report_test;
SET search_path = report_test, public;
CREATE TABLE customers AS
SELECT id, 18 + id * 7919 % 61 AS age, id * 10473 % 73 AS tenure,
	(ARRAY['free', 'pro', 'team'])[1 + id * 37 % 5 % 3] AS plan, id % 4 = 0 AS north,
	id * 48271 % 1009 < 500 + 4 * (18 + id * 7919 % 61) - 6 * (id * 10473 % 73) AS churned
FROM generate_series(1, 200) AS id;
CREATE TABLE models AS SELECT logistic_fit(churned, age, tenure, plan, north) AS model FROM customers;
-- how often a text occurs in another one
CREATE FUNCTION pg_temp.times(page text, part text) RETURNS int LANGUAGE sql AS
$$ SELECT (length(page) - length(replace(page, part, ''))) / length(part) $$;

-- a dot for each term but the intercept, an interval, and the numbers
SELECT svg LIKE '<svg %xmlns="http://www.w3.org/2000/svg"%</svg>_' AS is_svg, pg_temp.times(svg, '<circle') AS dots,
	pg_temp.times(svg, 'class="lg-line lg-a"') AS intervals, svg ~ '>planteam<' AS has_name
FROM models, logistic_plot_coefficients(model) AS svg;
-- a narrower level is a narrower interval
SELECT avg(width) FILTER (WHERE level = 0.5) < avg(width) FILTER (WHERE level = 0.99) AS narrower
FROM models, unnest(ARRAY[0.5, 0.99]) AS level, logistic_plot_coefficients(model, level) AS svg,
	LATERAL (SELECT b::float8 - a::float8 AS width FROM regexp_matches(svg, 'lg-line lg-a" x1="([\d.]+)" y1="[\d.]+" x2="([\d.]+)"', 'g') AS m(n), LATERAL (VALUES (n[1], n[2])) AS v(a, b)) AS w;
-- a long name has two lines, and its level is never cut
SELECT array_agg(t[1] ORDER BY n) AS names
FROM (SELECT logistic_fit(churned, 'the plan of a customer in the month before last, ' || plan, 'in short: ' || plan || ' for all of the persons') AS m FROM customers) AS f,
     regexp_matches(logistic_plot_coefficients(m), 'text-anchor="end">([^<]*)<', 'g') WITH ORDINALITY AS t (t, n);
-- and the axis has three ticks or more, however short it is
SELECT count(*) > 2 AS ticks
FROM models, regexp_matches(logistic_plot_coefficients(model), '<line class="lg-grid"', 'g') GROUP BY model;
SELECT count(*) > 2 AS ticks
FROM regexp_matches(logistic_plot_coefficients('{"label":"y","intercept":1,"coefficients":{"x":1.5}}'::logistic_model), '<line class="lg-grid"', 'g');
SELECT logistic_plot_coefficients(model, 1) FROM models;
SELECT logistic_plot_coefficients(model, 'NaN') FROM models;
-- no features; aliased, infinite and given terms
SELECT pg_temp.times(logistic_plot_coefficients(logistic_fit(churned)), '<circle') AS dots FROM customers;
SELECT pg_temp.times(svg, '<circle') AS dots, pg_temp.times(svg, 'not estimated') AS aliased
FROM (SELECT logistic_fit(churned, age, 2 * age) AS m FROM customers) AS f, logistic_plot_coefficients(m) AS svg;
SELECT pg_temp.times(svg, '<circle') AS dots, svg ~ 'NaN|nan|inf"' AS has_nan
FROM (SELECT logistic_fit(churned OR plan = 'pro', plan) AS m FROM customers) AS f, logistic_plot_coefficients(m) AS svg;
SELECT pg_temp.times(logistic_plot_coefficients('{"label":"y","intercept":1,"coefficients":{"x":2,"z":-800}}'), '<circle') AS dots;

-- curves, from what the metrics return
CREATE TABLE scored AS SELECT churned, logistic_predict(model, c) AS p FROM models, customers c;
SELECT pg_temp.times(logistic_plot_roc(roc_curve(churned, p)), '<polyline') AS roc,
	pg_temp.times(logistic_plot_precision_recall(precision_recall_curve(churned, p)), '<polyline') AS precision_recall,
	pg_temp.times(logistic_plot_gain(gain_curve(churned, p)), '<polyline') AS gain,
	pg_temp.times(logistic_plot_calibration(calibration_curve(churned, p, 5)), '<circle') AS bins
FROM scored;
-- a decision curve: by the score, on all, on none, and the key's three; nothing is drawn below the picture
SELECT pg_temp.times(svg, '<polyline') AS curves, pg_temp.times(svg, '<line class="lg-line') AS straight, svg ~ 'NaN|nan|inf"' AS has_nan,
	array_agg(DISTINCT t[1] ORDER BY t[1]) FILTER (WHERE t[1] ~ '^(by|on) ') AS key
FROM (SELECT logistic_plot_decision(decision_curve(churned, p)) AS svg FROM scored) AS d, regexp_matches(svg, '>([^<]*)<', 'g') AS t GROUP BY svg;
-- by hand, as below: acting on all falls out of the picture, from 0.4 at 0 to -0.8 at 0.5, a quarter below zero at 5/24
SELECT regexp_matches(logistic_plot_decision(ARRAY[(0, 0.4, 0.4), (0.5, 0.2, -0.8)]::logistic_decision_point[]), 'points="([^"]*)"', 'g');
SELECT logistic_plot_decision(decision_curve(churned, p)) IS NULL AS none FROM scored WHERE false;
-- bins: a bar and the figures of each; contrasts: a dot and an interval, the total without a name
SELECT pg_temp.times(svg, '<rect') AS bars, (SELECT array_agg(t[1]) FROM regexp_matches(svg, '>([^<]*(?:rows|Infinity)[^<]*)</text>', 'g') AS t) AS texts, svg ~ 'NaN|nan|inf"' AS has_nan
FROM (SELECT logistic_plot_woe(woe_bins(woe_options(bins => 2), churned, age)) AS svg FROM customers) AS w;
SELECT array_agg(t[1]) AS both_ends
FROM (SELECT logistic_plot_woe(woe_bins(churned, 'a plan <b> whose name is longer than its bar ' || plan)) AS svg FROM customers) AS w, regexp_matches(svg, 'lg-label"[^>]*>([^<]*\.\.\.[^<]*)<', 'g') AS t;
SELECT pg_temp.times(logistic_plot_woe(woe_bins(churned, '<b>' || plan)), '<b>') AS bold FROM customers;
SELECT pg_temp.times(svg, '<circle') AS dots, (SELECT array_agg(t[1]) FROM regexp_matches(svg, 'lg-label"[^>]*>([^<]*)<', 'g') AS t) AS names
FROM (SELECT logistic_plot_contrasts(array_agg(plan ORDER BY plan), array_agg(c ORDER BY plan)) AS svg
      FROM (SELECT c.plan, logistic_contrast(model, a, b) AS c FROM models, customers c, LATERAL (SELECT true AS north, c.age, c.tenure, c.plan) a, LATERAL (SELECT false AS north, c.age, c.tenure, c.plan) b
            GROUP BY ROLLUP (c.plan)) AS s) AS p;
SELECT logistic_plot_contrasts('{a,b}', ARRAY[NULL::logistic_prediction_contrast]);
SELECT logistic_plot_contrasts('{}', '{}') LIKE '<svg %' AS nothing;
-- from corner to corner, by hand: SIDE is 296, margins 56, 16, 12 and 44
SELECT substring(logistic_plot_roc(ARRAY[(NULL, 0, 0), (0.5, 1, 0), (0, 1, 1)]::logistic_roc_point[]) FROM 'points="([^"]*)"');
SELECT logistic_plot_roc(roc_curve(churned, p)) FROM scored WHERE false;
-- points that nobody can see are left out
SELECT length(logistic_plot_roc(roc_curve(i % 3 = 0, sin(i)))) < 40000 AS is_short FROM generate_series(1, 30000) AS i;

-- the page: sections in their order, and the rows' only with rows
SELECT array_agg(m[1]) FROM models, regexp_matches(logistic_report(model), '<section id="([a-z]*)"', 'g') AS m;
SELECT array_agg(m[1]) FROM models, regexp_matches(logistic_report(model, 'SELECT * FROM customers'), '<section id="([a-z]*)"', 'g') AS m;
-- nothing comes from outside
SELECT page ~* '<script|<link|<img|<iframe|src=|href=|@import|url\(' AS asks_for_more
FROM models, logistic_report(model, 'SELECT * FROM customers') AS page;
-- figures are those of the functions
SELECT page LIKE '%Area under the curve: ' || round(roc_auc(s.churned, s.p)::numeric, 4) || '.%' AS auc,
	page LIKE '%Brier score: ' || trim_scale(round(brier_score(s.churned, s.p)::numeric, 4)) || '.%' AS brier
FROM scored s, (SELECT logistic_report(model, 'SELECT * FROM customers') AS page FROM models) AS r GROUP BY page;
-- the label is found by its name, or comes first; other columns are ignored
SELECT a = b AS same
FROM models, LATERAL (SELECT regexp_replace(logistic_report(model, 'SELECT * FROM customers'), '<section id="origin".*', '')) AS x(a),
	LATERAL (SELECT regexp_replace(logistic_report(model, 'SELECT churned AS gone, age, tenure, plan, north FROM customers;'), '<section id="origin".*', '')) AS y(b);

-- names, levels and labels with markup in them stay text
CREATE TABLE hostile AS SELECT age AS "<b>age</b>", '</style><script>alert(''' || plan || ''')</script>' AS "a""&b",
	CASE WHEN churned THEN '<i>yes</i>' ELSE '&amp;' END AS "</title>" FROM customers;
SELECT pg_temp.times(page, '<script') AS scripts, pg_temp.times(page, '<b>') AS bold, pg_temp.times(page, '<i>') AS italic,
	pg_temp.times(page, '</title></head>') AS titles, pg_temp.times(page, '</style>') AS styles, page LIKE '%&lt;b&gt;age&lt;/b&gt;%' AS escaped
FROM (SELECT logistic_fit(logistic_options(positive => '<i>yes</i>'), "</title>", "<b>age</b>", "a""&b") AS m FROM hostile) AS f,
	logistic_report(m, 'SELECT * FROM hostile /* <script> */') AS page;

-- what a reader must know first
SELECT m[1] AS class, m[2] AS remark
FROM (SELECT logistic_report(logistic_fit(churned OR plan = 'pro', plan, age, 2 * age)) AS page FROM customers WHERE id < 60) AS r,
	regexp_matches(page, '<p class="(good|bad|mild)">([^<]*)', 'g') AS m;
SELECT m[1] AS class, m[2] AS remark FROM (SELECT logistic_report(logistic_fit(true, age)) AS page FROM customers) AS r,
	regexp_matches(page, '<p class="(good|bad|mild)">([^<]*)', 'g') AS m;
SELECT m[1] AS class, m[2] AS remark FROM regexp_matches(logistic_report('{"label":"y","intercept":1,"coefficients":{"x":2}}'::logistic_model),
	'<p class="(good|bad|mild)">([^<]*)', 'g') AS m;
SELECT logistic_report(model, 'SELECT * FROM customers WHERE false') LIKE '%No row of the query%' AS is_empty FROM models;

-- wrong calls
SELECT logistic_report(NULL::logistic_model) IS NULL AS no_model, logistic_report(NULL::text) IS NULL AS no_name;
SELECT logistic_report(model, 'SELECT churned, age FROM customers') FROM models;
SELECT logistic_report(model, 'DROP TABLE customers') FROM models;
SELECT logistic_report('unheard of');

-- a registered model: its own rows, and where it comes from
SELECT logistic_train('report_test', 'SELECT churned, age, tenure, plan, north FROM customers');
SELECT page LIKE '%Logistic regression: report_test<%' AS title, page LIKE '%<td>Version</td><td>1</td>%' AS version,
	pg_temp.times(page, 'SELECT churned, age, tenure, plan, north FROM customers') AS query, page LIKE '%ROC curve%' AS curves
FROM logistic_report('report_test') AS page;
-- a column may have the name that the row goes by
SELECT logistic_train('report_test', 'SELECT churned, age AS q, tenure AS r FROM customers'),
	logistic_report('report_test') LIKE '%ROC curve%' AS curves;
SELECT reason <> '' AS refitted FROM logistic_refit('report_test', 'if_better');
SELECT max(psi) FROM logistic_drift('report_test');
SELECT logistic_drop('report_test');
SET client_min_messages = warning;
DROP SCHEMA report_test CASCADE;
