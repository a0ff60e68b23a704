# A category of many levels against one number: a row has one level, whatever
# their number.
(
	map {
		my $n = $_;

		+{	name => "fit of $n levels",
			against => 'the same rows and one number',
			goal => $n > 300 ? 40 : 10,
			prepare => 'CREATE UNLOGGED TABLE coded AS'
			  . " SELECT y, x1, x2, x3, (hashint4(i) & 2147483647) % $n AS code"
			  . ' FROM (SELECT *, row_number() OVER ()::int AS i FROM points'
			  . ' LIMIT 100000) AS p; VACUUM ANALYZE coded;',
			cleanup => 'DROP TABLE coded;',
			ours => 'SELECT logistic_fit(y, x1, x2, x3, code::text) FROM coded',
			floor => 'SELECT logistic_fit(y, x1, x2, x3, code::float8) FROM coded' }
	} 100, 300, 1000
)
