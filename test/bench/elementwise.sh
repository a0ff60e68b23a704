#!/bin/sh
# Compares sigmoid(x) with the SQL expression 1 / (1 + exp(-x)).
#
# Connects as psql does (PGHOST, PGUSER, ...) to a database that has the
# extension.  Both queries and the bare scan run in turn, in one session; the
# medians of the times and of the paired ratios are printed, the second ratio
# for the cost of the function alone, that is without the scan.
# ROWS and RUNS may be set in the environment.
set -eu

psql -X -q -A -t -v ON_ERROR_STOP=1 \
	-v rows="${ROWS:-1000000}" -v runs="${RUNS:-15}" <<'SQL'
SET jit = off;
SET max_parallel_workers_per_gather = 0;
SET work_mem = '64MB';
CREATE TEMP TABLE points AS
	SELECT (i * 0.6180339887498949) % 16 - 8 AS x
	FROM (SELECT i::float8::numeric AS i
		  FROM generate_series(1, :rows) i) s;
ALTER TABLE points ALTER x TYPE float8;
VACUUM ANALYZE points;

CREATE FUNCTION pg_temp.milliseconds(query text) RETURNS float8
LANGUAGE plpgsql AS $$
DECLARE
	start timestamptz := clock_timestamp();
BEGIN
	EXECUTE query;
	RETURN 1000 * extract(epoch FROM clock_timestamp() - start);
END
$$;

CREATE TEMP TABLE times AS
	SELECT pg_temp.milliseconds('SELECT max(x) FROM points') AS scan,
		pg_temp.milliseconds('SELECT max(sigmoid(x)) FROM points') AS ours,
		pg_temp.milliseconds(
			'SELECT max(1 / (1 + exp(-x))) FROM points') AS expression
	FROM generate_series(0, :runs) run
	OFFSET 1;			-- the first run warms up

SELECT format('scan %s ms, sigmoid(x) %s ms, 1/(1+exp(-x)) %s ms; '
			  'ratio %s, without the scan %s',
	round(percentile_cont(0.5) WITHIN GROUP (ORDER BY scan)::numeric, 1),
	round(percentile_cont(0.5) WITHIN GROUP (ORDER BY ours)::numeric, 1),
	round(percentile_cont(0.5) WITHIN GROUP (ORDER BY expression)::numeric, 1),
	round(percentile_cont(0.5) WITHIN GROUP
		(ORDER BY ours / expression)::numeric, 3),
	round(percentile_cont(0.5) WITHIN GROUP
		(ORDER BY (ours - scan) / (expression - scan))::numeric, 3))
FROM times;
SQL
