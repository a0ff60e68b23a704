-- Frequencies: a row that stands for many equal ones. Everything is as of the rows repeated.
SET extra_float_digits = -6;
CREATE SCHEMA frequency_test;
SET search_path = frequency_test, public;
CREATE TABLE counts (y boolean, x float8, k text, n bigint, w float8);
INSERT INTO counts VALUES (true, 0, 'a', 310, 1), (false, 0, 'a', 690, 2), (true, 1, 'b', 520, 1), (false, 1, 'b', 480, 0.5),
	(true, 2, 'a', 30, 1), (false, 2, 'b', 0, 1), (false, 2, 'b', 10, 1);
CREATE TABLE repeated AS SELECT counts.* FROM counts, generate_series(1, n);

CREATE FUNCTION same(logistic_model, logistic_model) RETURNS boolean LANGUAGE SQL AS $$
	SELECT (SELECT bool_and(abs(a.estimate / b.estimate - 1) < 1e-12 AND abs(a.std_error / b.std_error - 1) < 1e-12)
			FROM logistic_coefficients($1) AS a JOIN logistic_coefficients($2) AS b USING (term))
		AND (SELECT (a.nobs, a.n_positive, a.df_null) = (b.nobs, b.n_positive, b.df_null)
				AND a.df_residual IS NOT DISTINCT FROM b.df_residual
				AND coalesce(abs(a.bic - b.bic), 0) < 1e-9 AND abs(a.log_lik - b.log_lik) < 1e-9
			FROM logistic_statistics($1) AS a, logistic_statistics($2) AS b)
$$;

-- count(*) of a GROUP BY is a frequency: estimates, every kind of error, numbers of rows, BIC
SELECT kind, same((SELECT logistic_fit(logistic_options(frequency => n, std_error => kind), y, x, k) FROM counts),
	(SELECT logistic_fit(logistic_options(std_error => kind), y, x, k) FROM repeated)) AS plain,
	same((SELECT logistic_fit(logistic_options(frequency => n, weight => w, std_error => kind), y, x, k) FROM counts),
	(SELECT logistic_fit(logistic_options(weight => w, std_error => kind), y, x, k) FROM repeated)) AS weighted
FROM unnest(ARRAY['model', 'HC0', 'HC1', 'HC2', 'HC3']) AS kind;
SELECT same((SELECT logistic_fit(logistic_options(frequency => n, cluster => k || w, std_error => 'HC1'), y, x) FROM counts),
	(SELECT logistic_fit(logistic_options(cluster => k || w, std_error => 'HC1'), y, x) FROM repeated)) AS clusters,
	same((SELECT logistic_fit(logistic_options(frequency => n, method => 'firth'), y, x) FROM counts),
	(SELECT logistic_fit(logistic_options(method => 'firth'), y, x) FROM repeated)) AS firth,
	same((SELECT logistic_fit(logistic_options(frequency => n, class_weight => 'balanced'), y, x) FROM counts),
	(SELECT logistic_fit(logistic_options(class_weight => 'balanced'), y, x) FROM repeated)) AS balanced,
	same((SELECT logistic_fit(logistic_options(frequency => n, l2 => 3), y, x) FROM counts),
	(SELECT logistic_fit(logistic_options(l2 => 3), y, x) FROM repeated)) AS ridge;

-- the same of many classes, and of metrics
SELECT bool_and(abs(a.estimate / b.estimate - 1) < 1e-12 AND abs(a.std_error / b.std_error - 1) < 1e-12) AS same
FROM unnest(ARRAY['HC1', 'HC3']) AS kind,
	LATERAL multinomial_coefficients((SELECT multinomial_fit(logistic_options(frequency => n, std_error => kind), CASE WHEN y THEN k ELSE 'z' END, x) FROM counts)) AS a
	JOIN multinomial_coefficients((SELECT multinomial_fit(logistic_options(std_error => kind), CASE WHEN y THEN k ELSE 'z' END, x) FROM repeated)) AS b USING (label, term);
SELECT nobs FROM multinomial_statistics((SELECT multinomial_fit(logistic_options(frequency => n), CASE WHEN y THEN k ELSE 'z' END, x) FROM counts));
SELECT (SELECT roc_auc(logistic_options(frequency => n), y, x) FROM counts) = roc_auc(y, x) AS roc_auc,
	(SELECT log_loss(logistic_options(frequency => n), y, x / 2) FROM counts WHERE x = 1) = log_loss(y, x / 2) FILTER (WHERE x = 1) AS log_loss
FROM repeated;

-- what a weight is instead: four rows of counts are four rows to robust errors
CREATE TABLE two (y boolean, x float8, n float8);
INSERT INTO two VALUES (true, 1, 520), (false, 1, 480), (true, 0, 310), (false, 0, 690);
SELECT term, round(f.std_error::numeric, 6) AS frequency, round(w.std_error::numeric, 6) AS weight
FROM logistic_coefficients((SELECT logistic_fit(logistic_options(frequency => n, std_error => 'HC0'), y, x) FROM two)) AS f
	JOIN logistic_coefficients((SELECT logistic_fit(logistic_options(weight => n, std_error => 'HC0'), y, x) FROM two)) AS w USING (term);

-- one class: a level by its counts; frequency 0 is no row, NULL leaves the row out
SELECT term, estimate FROM logistic_coefficients((SELECT logistic_fit(logistic_options(frequency => n), y, k) FROM counts WHERE k = 'a' OR NOT y));
SELECT nobs, n_skipped FROM logistic_statistics((SELECT logistic_fit(logistic_options(frequency => nullif(n, 10)), y, x) FROM counts));
SELECT logistic_fit(logistic_options(frequency => 0), y, x) IS NULL AS no_rows FROM counts;

-- whole numbers only
SELECT logistic_fit(logistic_options(frequency => 1.5), y, x) FROM counts;
SELECT logistic_fit(logistic_options(frequency => -n), y, x) FROM counts;
SELECT logistic_fit(logistic_options(frequency => 'NaN'), y, x) FROM counts;
SELECT logistic_fit(logistic_options(frequency => 9007199254740992), y, x) FROM counts;
SELECT logistic_options(frequency => 3), logistic_options(frequency => 3)::text::logistic_options = logistic_options(frequency => 3) AS text;
SELECT logistic_fit_distributed('SELECT y, x FROM frequency_test.counts', options => logistic_options(frequency => 2));
SET client_min_messages = warning;
DROP SCHEMA frequency_test CASCADE;
