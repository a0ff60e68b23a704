# Refits of many models; the time of their queries alone is subtracted.
(
	{	name => 'refit a model of 30 rows, in one call',
		against => 'ms each, queries off',
		goal => 3,
		each => 50,
		runs => 1,
		prepare => <<'SQL',
CREATE TABLE many AS
SELECT g, (i * 7919 + g) % 10 < 4 AS y, i % 13 AS x FROM generate_series(1, 1000) AS g, generate_series(1, 30) AS i;
CREATE INDEX ON many (g);
VACUUM ANALYZE many;
CREATE FUNCTION pg_temp.run_queries() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	stored text;
BEGIN
	FOR stored IN SELECT query FROM logistic_models LOOP
		EXECUTE 'SELECT count(y), sum(x) FROM (' || stored || ') AS q';
	END LOOP;
END
$$;
SELECT count(logistic_train('many ' || i, format('SELECT y, x FROM many WHERE g = %s', 1 + i % 1000)))
FROM generate_series(1, :rows / 50) AS i;
SQL
		ours => 'SELECT count(*) FROM logistic_refit_all()',
		base => 'SELECT pg_temp.run_queries()',
		cleanup => <<'SQL' });
SELECT count(logistic_drop(name)) FROM logistic_models WHERE name LIKE 'many %';
DROP TABLE many;
SQL
