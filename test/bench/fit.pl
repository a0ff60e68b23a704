# The fit against the sums of its columns, the least that reads them all.
my $x = join ', ', map { "x$_" } 1 .. 10;
my $fit = "logistic_fit(y, $x)";
my $sums = join ', ', map { "sum(x$_)" } 1 .. 10;
my $default = "work_mem = '4MB'";

(
	{	name => 'fit in memory',
		against => 'sum of each column',
		goal => 1.3,
		ours => "SELECT $fit FROM points",
		floor => "SELECT $sums FROM points" },
	{	name => 'fit at work_mem = 4MB',
		against => 'sum of each column',
		goal => 1.7,
		ours_set => $default,
		ours => "SELECT $fit FROM points",
		floor => "SELECT $sums FROM points" },
	{	name => 'fit at work_mem = 4MB',
		against => 'fit in memory',
		goal => 1.5,
		ours_set => $default,
		ours => "SELECT $fit FROM points",
		floor => "SELECT $fit FROM points" },
	{	name => 'fit of ten numeric features',
		against => 'of ten float8 features',
		goal => 1.5,
		ours => "SELECT $fit FROM prices",
		floor => "SELECT $fit FROM points" },
	{	name => 'time per row, 3 times the rows',
		against => 'time per row',
		goal => 1.15,
		prepare => 'CREATE UNLOGGED TABLE grown AS SELECT points.* FROM points,'
		  . ' generate_series(1, 3); VACUUM ANALYZE grown;',
		cleanup => 'DROP TABLE grown;',
		factor => 1 / 3,
		ours => "SELECT $fit FROM grown",
		floor => "SELECT $fit FROM points" },
	{	name => 'time per row, a tenth of the rows',
		against => 'time per row',
		goal => 1.15,
		prepare => 'CREATE UNLOGGED TABLE tenth AS SELECT * FROM points'
		  . ' LIMIT (:rows + 9) / 10; VACUUM ANALYZE tenth;',
		cleanup => 'DROP TABLE tenth;',
		factor => 10,
		ours => "SELECT $fit FROM tenth",
		floor => "SELECT $fit FROM points" },
	{	name => 'time per row, 3/10 of the rows',
		against => 'time per row',
		goal => 1.15,
		prepare => 'CREATE UNLOGGED TABLE part AS SELECT * FROM points'
		  . ' LIMIT (3 * :rows + 9) / 10; VACUUM ANALYZE part;',
		cleanup => 'DROP TABLE part;',
		factor => 10 / 3,
		ours => "SELECT $fit FROM part",
		floor => "SELECT $fit FROM points" },
	(map {
		my $squared = $_ * $_ / 100;

		+{	name => "passes over $_ columns (p^2: $squared)",
			against => 'passes over 10 columns',
			goal => $squared,
			prepare => "CREATE TEMP TABLE part AS SELECT y, w[1:$_] AS w,"
			  . ' w[1:10] AS ten FROM arrays; VACUUM ANALYZE part;',
			base => 'SELECT sum(w[1]) FROM part',
			floor_base => 'SELECT sum(ten[1]) FROM part',
			ours => 'SELECT logistic_fit(y, w) FROM part',
			floor => 'SELECT logistic_fit(y, ten) FROM part' }
	} 20, 50, 100, 200),
	{	name => 'fit of float8[200]',
		against => 'sum of dot(w, w)',
		ours => 'SELECT logistic_fit(y, w) FROM arrays',
		floor => 'SELECT sum(dot(w, w)) FROM arrays' },
	(map {
		my $v = $_;
		my $ridge = "SELECT logistic_fit(logistic_options(l2 => 1), y, $v) FROM embeddings";

		+{	name => "ridge of $v",
			against => "sum of dot($v, $v)",
			runs => 3,
			ours => $ridge,
			floor => "SELECT sum(dot($v, $v)) FROM embeddings" },
		{	name => "ridge of $v",
			against => 'by dense factors',
			runs => 3,
			ours => $ridge,
			floor => $ridge,
			floor_set => 'logistic.solver = dense' }
	} 'v384', 'v1536'),
	{	name => 'fits of ten groups at work_mem = 4MB',
		against => 'sums of the groups',
		ours_set => $default,
		ours => "SELECT count(m) FROM (SELECT $fit AS m FROM points GROUP BY width_bucket(x1, -2, 2, 10)) s",
		floor => "SELECT count(s) FROM (SELECT $sums FROM points GROUP BY width_bucket(x1, -2, 2, 10)) s" },
	(map {
		my ($size, $goal) = @$_;
		my $group = "(row_number() OVER () - 1) / $size";

		+{	name => "fits of groups of $size rows",
			against => 'sums of the groups',
			goal => $goal,
			prepare => "CREATE TEMP TABLE grouped AS SELECT $group AS g,"
			  . ' points.* FROM points; VACUUM ANALYZE grouped;',
			cleanup => 'DROP TABLE grouped;',
			ours => "SELECT count(m) FROM (SELECT $fit AS m FROM grouped GROUP BY g) s",
			floor => "SELECT count(s) FROM (SELECT $sums FROM grouped GROUP BY g) s" }
	} [1_000, 5], [10_000, 4], [50_000, 2]),
	{	name => 'fits of groups of ten rows',
		against => 'sums of the groups',
		ours => 'SELECT count(m) FROM (SELECT logistic_fit(y, x1, x2) AS m FROM small GROUP BY g) s',
		floor => 'SELECT count(m) FROM (SELECT sum(x1) + sum(x2) AS m FROM small GROUP BY g) s' });
