# A conditional fit of a million pairs against a fit of the same two million
# rows: it sorts the rows, and then reads half as many.
(
	{	name => 'conditional fit of 1M pairs',
		against => 'logistic_fit of the same rows',
		goal => 4,
		prepare => 'CREATE UNLOGGED TABLE pairs AS'
		  . ' SELECT i / 2 AS pair, (i % 2 = 0) = (hashint4(i / 2) & 1023 < 600) AS y,'
		  . ' ((hashint4(i + 1) & 65535) / 65536.0)::float8 AS x1, ((hashint4(i + 2) & 65535) / 65536.0)::float8 AS x2,'
		  . ' ((hashint4(i + 3) & 65535) / 65536.0)::float8 AS x3, ((hashint4(i + 4) & 65535) / 65536.0)::float8 AS x4,'
		  . ' ((hashint4(i + 5) & 65535) / 65536.0)::float8 AS x5'
		  . ' FROM generate_series(0, 1999999) AS i ORDER BY hashint4(i + 6); VACUUM ANALYZE pairs;',
		cleanup => 'DROP TABLE pairs;',
		ours => 'SELECT logistic_fit(logistic_options(strata => pair::text), y, x1, x2, x3, x4, x5) FROM pairs',
		floor => 'SELECT logistic_fit(y, x1, x2, x3, x4, x5) FROM pairs' }
)
