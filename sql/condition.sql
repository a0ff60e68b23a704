-- Columns that are nearly the same, in more rows than are worth 31 digits: x
-- and x + d, of which the second has the coefficient and the error that d has
-- beside x.  All sums are exact, so that nothing but the fit can lose digits.
CREATE TABLE near AS
SELECT (hashint4(i + 300000) & 1023) / 512.0 < 0.7 + x / 10 + d / scale / 8 AS y, x, d, x + d AS xd, scale
FROM (SELECT i, scale, (hashint4(i) & 8191) / 1024.0::float8 - 4 AS x, ((hashint4(i + 200000) & 4095) / 2048.0::float8 - 1) * scale AS d
      FROM generate_series(1, 110000) AS i, (VALUES (1.0 / 256), (1.0 / 2048), (1.0 / 8192)) AS s (scale)) AS r;
CREATE TABLE fits AS
SELECT scale, logistic_fit(y, x, d) AS apart, logistic_fit(y, x, xd) AS near,
       logistic_fit(logistic_options(std_error => 'HC1'), y, x, d) AS robust_apart, logistic_fit(logistic_options(std_error => 'HC1'), y, x, xd) AS robust_near
FROM near GROUP BY scale;
SELECT round(log(condition_number)::numeric, 1) AS log_condition, abs(n.estimate / a.estimate - 1) < 1e-12 AS estimate, abs(n.std_error / a.std_error - 1) < 1e-12 AS error,
       abs(r.std_error / h.std_error - 1) < 1e-11 AS robust, abs(i.std_error / j.std_error - 1) < 1e-12 AS intercept
FROM fits, logistic_statistics(near), logistic_coefficients(near) AS n, logistic_coefficients(apart) AS a, logistic_coefficients(robust_near) AS r,
     logistic_coefficients(robust_apart) AS h, logistic_coefficients(near) AS i, logistic_coefficients(apart) AS j
WHERE (n.term, a.term, r.term, h.term, i.term, j.term) = ('xd', 'd', 'xd', 'd', '(Intercept)', '(Intercept)') ORDER BY scale DESC;
DROP TABLE near, fits;
