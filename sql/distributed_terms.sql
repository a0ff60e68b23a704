-- Terms, missing values and rare levels in fits by passes: what logistic_fit
-- answers, over rows that are never fetched.
SET logistic.passes = on; -- over local tables, too
CREATE TABLE t AS
SELECT i, i * 7919 % 1009 < 250 + 3 * (i % 100) + 150 * (i % 3) AS y, 1 + (i % 100)::float8 AS a, (i * 31 % 17)::float8 AS b, 3 * sin(i) AS s, (ARRAY['x', 'y', 'z'])[1 + i % 3] AS c,
       CASE WHEN i % 97 = 5 THEN 'rare' || i % 5 ELSE (ARRAY['k', 'l'])[1 + i % 2] END AS e, i % 7 = 0 AS f, CASE WHEN i % 11 <> 3 THEN (i % 13)::float8 END AS m,
       CASE WHEN i % 19 <> 3 THEN ARRAY[cos(i), CASE WHEN i % 7 <> 3 THEN i % 4 END] END AS xs, CASE WHEN i % 23 <> 2 THEN i % 5 = 0 END AS g,
       CASE WHEN i % 17 <> 4 THEN (ARRAY['u', 'v', 'w'])[1 + i % 3] END AS h, 1 + i % 4 AS w, i % 5 AS part FROM generate_series(1, 6000) AS i;
CREATE TABLE tried (features text, options text);
INSERT INTO tried VALUES ('a, b', 'terms => ''a * b'''), ('a, c', 'terms => ''a * c'''), ('a, c, e, f', 'terms => ''a * c * e + f:c'''), ('s, a, b', 'terms => ''spline(s, 4) + ln(a) + a:b + b^2'''),
    ('s, a, c', 'terms => ''poly(s, 3):c + bins(a, 5)'''), ('s, a, c', 'terms => ''bins(s, {-1, 0.5}) * c + spline(a, {20, 60})'''), ('s, b', 'terms => ''spline(s, 9) * bins(b, 4)'''), ('a, b', 'terms => ''a + a:a + b'''),
    ('a, m, c', 'missing => ''impute'''), ('xs, g, h, m', 'missing => ''impute'''), ('xs, g, h, m, c, a', 'missing => ''impute'', terms => ''m * c + g + h:a + spline(m, 3) + xs'''),
    ('a, e', 'min_level_rows => 100'), ('a, e', 'min_level_rows => 100, terms => ''a * e'''), ('a, c, s', 'l2 => 1, terms => ''a * c + spline(s, 5)'''), ('a, c, s', 'l1 => 0.5, terms => ''a * c + spline(s, 5)'''),
    ('a, c', 'std_error => ''HC3'', terms => ''sqrt(a) * c'''), ('m, c, a', 'class_weight => ''balanced'', missing => ''impute'', terms => ''m * c + log1p(a)'''), ('c, a', 'intercept => false, terms => ''c * a''');
CREATE FUNCTION fits(features text, options text, OUT here logistic_model, OUT passes logistic_model, OUT parts logistic_model) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('SELECT logistic_fit(logistic_options(%s, weight => w), y, %s) FROM t', options, features) INTO here;
    EXECUTE format('SELECT logistic_fit_distributed(''SELECT y, i, %s, w FROM t'', weight_column => ''w'', options => logistic_options(%s))',
                   CASE WHEN options LIKE '%terms%' THEN features || ', now() AS not_used' ELSE features END, CASE WHEN options LIKE '%terms%' THEN options ELSE options || ', terms => ''. - i''' END) INTO passes;
    EXECUTE format('SELECT logistic_fit_distributed(''SELECT y, %s, w, part FROM t'', weight_column => ''w'', partition_key => ''part'', options => logistic_options(%s))', features, options) INTO parts;
END $$;
-- Twelve digits of the estimates, or of an estimate near zero of its error.
SELECT tried.features, options, how, count(*) AS terms, max(abs(x.estimate - z.estimate) / greatest(abs(x.estimate), x.std_error, 1e-9)) < 1e-12 AS estimate, coalesce(max(abs(x.std_error / z.std_error - 1)) < 1e-12, true) AS error,
       bool_and(x.term = z.term AND (x.estimate IS NULL) = (z.estimate IS NULL)) AS names,
       bool_and((SELECT (s.status, s.nobs, s.n_skipped, s.n_positive) = (r.status, r.nobs, r.n_skipped, r.n_positive) AND abs(s.log_lik / r.log_lik - 1) < 1e-12 FROM logistic_statistics(here) s, logistic_statistics(m) r)) AS statistics,
       bool_and((SELECT bool_and((p.feature, p.type, p.levels, p.missing, p.pooled) IS NOT DISTINCT FROM (q.feature, q.type, q.levels, q.missing, q.pooled) AND coalesce(abs(p.mean - q.mean) < 1e-9 AND p.min = q.min AND p.max = q.max, true))
                 FROM logistic_features(here) WITH ORDINALITY p FULL JOIN logistic_features(m) WITH ORDINALITY q USING (ordinality))) AS inputs
FROM tried, LATERAL (SELECT * FROM fits(features, options) OFFSET 0) f, LATERAL (VALUES ('passes', passes), ('parts', parts)) v (how, m),
     logistic_coefficients(here) WITH ORDINALITY x FULL JOIN LATERAL logistic_coefficients(m) WITH ORDINALITY z USING (ordinality)
GROUP BY tried.features, options, how ORDER BY tried.features, options, how DESC;
-- Rows of counts are rows repeated: knots, means, pooled levels.
SELECT bool_and(abs(x.estimate - z.estimate) <= 1e-12 * greatest(abs(x.estimate), x.std_error) AND abs(x.std_error / z.std_error - 1) < 1e-12) AS numbers, bool_and(x.term = z.term) AS names, count(*) AS terms
FROM logistic_coefficients((SELECT logistic_fit(logistic_options(frequency => w, terms => 'spline(s, 5) + m + e + bins(b, 4)', missing => 'impute', min_level_rows => 40), y, s, m, e, b) FROM t)) WITH ORDINALITY x
FULL JOIN logistic_coefficients(logistic_fit_distributed('SELECT y, w, s, m, e, b FROM t', frequency_column => 'w', options => logistic_options(terms => 'spline(s, 5) + m + e + bins(b, 4)', missing => 'impute', min_level_rows => 40))) WITH ORDINALITY z USING (ordinality);
-- A model trained so scores, and is refitted.
SELECT logistic_train('spread', 'SELECT y, a, c, m, i FROM t', distributed => true, options => logistic_options(terms => 'a * c + spline(m, 3)', missing => 'impute'));
SELECT (logistic_refit('spread', promote => 'if_better')).version;
SELECT count(logistic_predict('spread', t)) FROM t;
SELECT logistic_drop('spread');
-- What is refused, and what is wrong.
SELECT logistic_fit_distributed('SELECT y, s FROM t', options => logistic_options(terms => 'woe(s)'));
SELECT logistic_fit_distributed('SELECT y, s FROM t', options => logistic_options(terms => 'ln(s)'));
SELECT logistic_fit_distributed('SELECT y, s FROM t', options => logistic_options(terms => 'a'));
SELECT logistic_fit_distributed('SELECT y, i::text AS e FROM t', options => logistic_options(terms => 'e'));
-- Quantiles of many rows take more than one pass: knots to the last digit.
CREATE TABLE many AS SELECT i % 7 < 3 AS y, sin(i) AS x, floor(ln(i)) AS few FROM generate_series(1, 60000) AS i;
SELECT array_agg(a.term) = array_agg(b.term) AS same_bins, count(*)
FROM logistic_coefficients((SELECT logistic_fit(logistic_options(terms => 'bins(x, 20) + bins(few, 5)'), y, x, few) FROM many)) WITH ORDINALITY a
FULL JOIN logistic_coefficients(logistic_fit_distributed('TABLE many', options => logistic_options(terms => 'bins(x, 20) + bins(few, 5)'))) WITH ORDINALITY b USING (ordinality);
DROP FUNCTION fits;
DROP TABLE t, tried, many;
