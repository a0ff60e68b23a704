-- Every option with terms is what it is without, on columns made by hand.
SET client_min_messages = error;
CREATE TABLE t AS
SELECT i, i * 7919 % 1009 < 250 + 3 * (i % 100) + 150 * (i % 3) AS y, (i * 7919 % 1009 % 3)::text AS three, (i % 100)::float8 AS a, (i * 31 % 17)::float8 AS b,
       (ARRAY['x', 'y', 'z'])[1 + i % 3] AS c, 1 + i % 4 AS w, (i % 7) / 10.0 AS o, 'g' || i % 40 AS g FROM generate_series(1, 1200) AS i;
-- An option as it stands in logistic_options, and one that differs where names do.
CREATE TABLE tried AS
SELECT option, coalesce(by_hand, option) AS by_hand FROM (VALUES
    ('weight', 'weight => w', NULL), ('logit_offset', 'logit_offset => o', NULL), ('frequency', 'frequency => w', NULL), ('cluster', 'cluster => g', NULL), ('strata', 'strata => g', NULL),
    ('intercept', 'intercept => false', NULL), ('reference', 'reference => ''{"c": "y"}''', NULL), ('positive', 'positive => ''false''', NULL), ('threshold', 'threshold => 0.3', NULL),
    ('on_null', 'on_null => ''mean''', NULL), ('on_new_level', 'on_new_level => ''reference''', NULL), ('max_iterations', 'max_iterations => 2', NULL), ('tolerance', 'tolerance => 1e-6', NULL),
    ('l2', 'l2 => 0.01', NULL), ('standardize', 'l2 => 0.01, standardize => false', NULL), ('std_error', 'std_error => ''HC3''', NULL), ('class_weight', 'class_weight => ''balanced''', NULL),
    ('prevalence', 'prevalence => 0.1', NULL), ('method', 'method => ''firth''', NULL), ('profile', 'profile => true', NULL), ('l1', 'l1 => 0.01', NULL),
    ('label', 'label => ''is_y''', NULL), ('names', 'names => ''{a,b,c}''', 'names => ''{a,b,ab,c}'''), ('missing', 'missing => ''impute''', NULL), ('min_level_rows', 'min_level_rows => 10', NULL), ('bounds', 'bounds => ''{"a": [0, 0.1]}''', NULL)) AS v(name, option, by_hand);
SELECT string_agg(parameter_name, ', ' ORDER BY ordinal_position) AS not_tried FROM information_schema.parameters
WHERE specific_name = (SELECT proname || '_' || oid FROM pg_proc WHERE proname = 'logistic_options' AND pronargs > 20 AND pg_function_is_visible(oid)) AND parameter_mode = 'IN'
  AND parameter_name <> 'terms' AND NOT EXISTS (SELECT FROM tried WHERE split_part(option, ' ', 1) = parameter_name OR option LIKE '%, ' || parameter_name || ' =>%');
CREATE FUNCTION fits(option text, by_hand text, OUT terms logistic_model, OUT hand logistic_model) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('SELECT logistic_fit(logistic_options(terms => ''a * b + c'', %s), %s, a, b, c) FROM t', option, CASE WHEN option LIKE 'positive%' THEN 'y::text' ELSE 'y' END) INTO terms;
    EXECUTE format('SELECT logistic_fit(logistic_options(%s), %s, a, b, a * b, c) FROM t', by_hand, CASE WHEN option LIKE 'positive%' THEN 'y::text' ELSE 'y' END) INTO hand;
END
$$;
-- Of each number the difference, against the larger one: coefficients by their values, since the order of the terms differs.
SELECT option, h.status, max(abs(x.estimate - z.estimate) / greatest(abs(z.estimate), 1e-6)) < 1e-9 AS estimate,
       max(abs(x.std_error - z.std_error) / z.std_error) < 1e-8 AS std_error, max(abs(x.conf_low - z.conf_low)) < 1e-7 AS conf_low, max(abs(x.p_value - z.p_value)) < 1e-8 AS p_value,
       bool_and(abs(s.log_lik - h.log_lik) < 1e-9 AND s.nobs = h.nobs AND s.status = h.status AND s.positive IS NOT DISTINCT FROM h.positive) AS statistics
FROM tried, LATERAL (SELECT * FROM fits(option, by_hand) OFFSET 0) f, logistic_statistics(terms) s, logistic_statistics(hand) h,
     LATERAL (SELECT row_number() OVER (ORDER BY translate(term, ' ', '')) AS place, * FROM (SELECT replace(term, ':', '*') AS term, estimate, std_error, conf_low, p_value FROM logistic_coefficients(terms)) c) x,
     LATERAL (SELECT row_number() OVER (ORDER BY translate(term, ' ', '')) AS place, * FROM (SELECT CASE term WHEN 'ab' THEN 'a*b' ELSE term END AS term, estimate, std_error, conf_low, p_value FROM logistic_coefficients(hand)) c) z
WHERE x.place = z.place GROUP BY option, h.status ORDER BY option;
-- Scores too, of rows with a NULL and with a level that is new.
SELECT count(*) AS options, bool_and(same) AS same, sum(nulls) AS nulls
FROM tried, LATERAL (SELECT * FROM fits(option, by_hand) OFFSET 0) f,
     LATERAL (SELECT coalesce(max(abs(p - q)), 0) < 1e-9 AND bool_and((p IS NULL) = (q IS NULL)) AS same, count(*) FILTER (WHERE p IS NULL) AS nulls
              FROM (SELECT logistic_score(terms, a, b, c) AS p, logistic_score(hand, a, b, a * b, c) AS q FROM (SELECT a, b, c FROM t UNION ALL VALUES (3.0, 4.0, 'new'), (3.0, 4.0, NULL)) r) s) s;
-- Of many classes.
SELECT max(abs(x.estimate - z.estimate)) < 1e-9 AS estimate, max(abs(x.std_error - z.std_error)) < 1e-9 AS std_error
FROM (SELECT row_number() OVER () AS place, c.* FROM multinomial_coefficients((SELECT multinomial_fit(logistic_options(terms => 'a + b + a:b', l2 => 0.01), three, a, b) FROM t)) c) x
JOIN (SELECT row_number() OVER () AS place, c.* FROM multinomial_coefficients((SELECT multinomial_fit(logistic_options(l2 => 0.01), three, a, b, a * b) FROM t)) c) z USING (place);
-- By group, and as a window.
SELECT bool_and(abs(logistic_score(x, 3, 4) - logistic_score(z, 3, 4, 12)) < 1e-9) AS groups
FROM (SELECT logistic_fit(logistic_options(terms => 'a * b'), y, a, b) AS x, logistic_fit(y, a, b, a * b) AS z FROM t GROUP BY c) g;
SELECT bool_and(abs(logistic_score(x, 3, 4) - logistic_score(z, 3, 4, 12)) < 1e-9) AS windows
FROM (SELECT logistic_fit(logistic_options(terms => 'a * b', names => '{a,b}'), y, a, b) OVER w AS x, logistic_fit(y, a, b, a * b) OVER w AS z FROM t WINDOW w AS (ORDER BY i ROWS 300 PRECEDING) ORDER BY i DESC LIMIT 100) s;
-- Distributed, where the option is not of a row and can do without the rows.
SET logistic.passes = on;
CREATE FUNCTION distributed(option text) RETURNS logistic_model LANGUAGE plpgsql AS $$
DECLARE
    m logistic_model;
BEGIN
    EXECUTE format('SELECT logistic_fit_distributed(%L, options => logistic_options(terms => ''a * b + c'', %s))',
                   format('SELECT %s, a, b, c FROM t', CASE WHEN option LIKE 'positive%' THEN 'y::text' ELSE 'y' END), option) INTO m;
    RETURN m;
EXCEPTION WHEN feature_not_supported OR invalid_parameter_value OR undefined_column THEN
    RETURN NULL;
END
$$;
SELECT d IS NULL AS refused, string_agg(DISTINCT split_part(option, ' ', 1), ', ') AS options, bool_and(abs(x.estimate - z.estimate) <= 1e-12 * greatest(abs(x.estimate), x.std_error, 1e-6)) AS estimates,
       bool_and(coalesce(abs(x.std_error / z.std_error - 1) < 1e-12, true)) AS errors
FROM tried, LATERAL (SELECT (fits(option, by_hand)).terms AS l, distributed(option) AS d OFFSET 0) f, logistic_coefficients(l) x LEFT JOIN logistic_coefficients(d) z USING (term)
GROUP BY 1 ORDER BY 1;
RESET logistic.passes;
DROP FUNCTION fits, distributed;
DROP TABLE t, tried;
