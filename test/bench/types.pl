# Four features of a type against four of float8.
my $plain = 'SELECT logistic_fit(y, x1, x2, x3, x4) FROM typed';

map {
	my ($name, $column, $goal) = @$_;
	my $columns = join ', ', map { sprintf "$column AS x$_", "x$_" } 1 .. 4;

	+{	name => "fit of four $name",
		against => 'of four float8',
		goal => $goal,
		prepare => 'CREATE TABLE typed AS SELECT y, x1, x2, x3, x4 FROM points;'
		  . " CREATE TABLE other AS SELECT y, $columns FROM points; VACUUM ANALYZE typed, other;",
		cleanup => 'DROP TABLE typed, other;',
		ours => 'SELECT logistic_fit(y, x1, x2, x3, x4) FROM other',
		floor => $plain }
} ([ 'booleans', '%s > 0', 1.1 ],
	[ 'float4', '%s::float4', 1.05 ],
	[ 'float8, a tenth NULL', 'CASE WHEN %1$s < 1.6 THEN %1$s END', 1.15 ],
	[ 'texts of 10 levels', "'level' || floor(2.5 * (%s + 2))", 1.4 ]);
