-- Metrics that sort are the same whatever the memory: 64 kB, a window, everything.
CREATE TABLE sorted AS
SELECT i, (hashint4(i) & 1048575) / 1048576.0::float8 AS p, (hashint4(i + 7) & 1048575) / 1048576.0::float8 AS q,
	(hashint4(i + 13) & 1048575) < (hashint4(i) & 1048575) AS y, i % 40 = 0 AS rare, 1 + i % 5 AS w, i % 50 AS g
FROM generate_series(1, 100000) AS i;
ANALYZE sorted;
CREATE TEMP TABLE results AS
SELECT 0 AS kb, roc_auc(y, p), average_precision(y, p, w), ks_statistic(rare, p, w), roc_auc(rare, round(p::numeric, 2)) AS tied, roc_auc(y, 0.5) AS all_tied,
	roc_auc_test(y, p, q), roc_auc_interval(rare, q), population_stability_index(p, q), isotonic_fit(y, p, w), hosmer_lemeshow(y, p),
	gain_curve(y, q, 5, w), calibration_curve(y, p, 3, 'quantile')
FROM sorted WITH NO DATA;

-- the truth, by ranks and numbers that the server knows to compute
CREATE TEMP TABLE truth AS
SELECT (sum(r) FILTER (WHERE y) - n_pos * (n_pos + 1) / 2) / (n_pos * (count(*) - n_pos)) AS auc
FROM (SELECT y, (rank() OVER (ORDER BY p) + (count(*) OVER (PARTITION BY p) - 1) / 2.0)::float8 AS r,
		(count(*) FILTER (WHERE y) OVER ())::float8 AS n_pos FROM sorted) AS s GROUP BY n_pos;

CREATE FUNCTION pg_temp.measure(kb int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	PERFORM set_config('work_mem', kb || 'kB', true);
	INSERT INTO results
	SELECT kb, roc_auc(y, p), average_precision(y, p, w), ks_statistic(rare, p, w), roc_auc(rare, round(p::numeric, 2)), roc_auc(y, 0.5),
		roc_auc_test(y, p, q), roc_auc_interval(rare, q), population_stability_index(p, q), isotonic_fit(y, p, w), hosmer_lemeshow(y, p),
		gain_curve(y, q, 5, w), calibration_curve(y, p, 3, 'quantile')
	FROM sorted;
END
$$;
SELECT pg_temp.measure(64), pg_temp.measure(256), pg_temp.measure(1048576);
SELECT count(*), max(abs(roc_auc - auc)) < 1e-12 AS exact, bool_and(all_tied = 0.5) AS tied FROM results, truth;
SELECT count(DISTINCT roc_auc) AS roc_auc, count(DISTINCT average_precision) AS ap, count(DISTINCT ks_statistic) AS ks, count(DISTINCT tied) AS tied,
	count(DISTINCT roc_auc_test) AS test, count(DISTINCT roc_auc_interval) AS interval, count(DISTINCT population_stability_index) AS psi,
	count(DISTINCT isotonic_fit) AS isotonic, count(DISTINCT hosmer_lemeshow) AS hosmer, count(DISTINCT gain_curve) AS gain, count(DISTINCT calibration_curve) AS calibration
FROM results;

-- temporary files are used, and are gone afterwards; so they are after an error
CREATE FUNCTION pg_temp.temp_files() RETURNS bigint LANGUAGE SQL AS 'SELECT count(*) FROM pg_ls_tmpdir()';
SET work_mem = '64kB';
SELECT roc_auc(y, p) IS NOT NULL AS ok, pg_temp.temp_files() > 0 AS spilled FROM sorted;
SELECT pg_temp.temp_files() AS left_over;
SET temp_file_limit = '400kB';
\set VERBOSITY sqlstate
SELECT roc_auc(y, p) FROM sorted;
\set VERBOSITY default
RESET temp_file_limit;
SELECT roc_auc(rare, p / (100000 - i)) FROM sorted;
SELECT pg_temp.temp_files() AS left_over;

-- groups share the memory, hashed or sorted
SET enable_hashagg = on;
SET enable_sort = off;
CREATE TEMP TABLE hashed AS SELECT g, roc_auc(y, p), average_precision(y, p, w) AS ap FROM sorted GROUP BY g;
RESET enable_sort;
SET enable_hashagg = off;
SELECT count(*), bool_and(h.roc_auc = s.roc_auc AND h.ap = s.ap) AS same
FROM hashed AS h JOIN (SELECT g, roc_auc(y, p), average_precision(y, p, w) AS ap FROM sorted GROUP BY g) AS s USING (g);
SELECT count(*) AS sets FROM (SELECT g, w, roc_auc(y, p) FROM sorted WHERE i <= 50000 GROUP BY GROUPING SETS ((g), (w), ())) AS s;
SELECT count(a) FROM (SELECT roc_auc(y, p) AS a FROM sorted GROUP BY i / 3) AS s;
RESET enable_hashagg;
SELECT pg_temp.temp_files() AS left_over;

-- a window has no file, and grows row by row
SELECT max(abs(a - b)) < 1e-13 AS same
FROM (SELECT i, roc_auc(y, p) OVER (ORDER BY i) AS a FROM sorted WHERE i <= 1000) AS running
JOIN (SELECT s.i, roc_auc(r.y, r.p) AS b FROM (SELECT 100 * k AS i FROM generate_series(1, 10) AS k) AS s JOIN sorted AS r ON r.i <= s.i GROUP BY s.i) AS fresh USING (i);
RESET work_mem;
DROP TABLE sorted;
