# The fit against the sums of its columns, the least that reads them all.
my $x = join ', ', map { "x$_" } 1 .. 10;
my $w = join ', ', map { "w$_" } 1 .. 40;
my $fit = "logistic_fit(y, $x)";
my $sums = join ', ', map { "sum(x$_)" } 1 .. 10;
my $float_sums = $sums =~ s/sum\((x\d+)\)/sum($1::float8)/gr;
my $default = "work_mem = '4MB'; hash_mem_multiplier = 1";

# Three tables of growing size with the rows of points.
sub grown
{
	my ($times) = @_;

	return (
		prepare => "CREATE UNLOGGED TABLE grown AS SELECT points.* FROM points,"
		  . " generate_series(1, $times); VACUUM ANALYZE grown;",
		cleanup => 'DROP TABLE grown;');
}

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
	{	name => 'fit with constant options',
		against => 'fit without',
		ours => "SELECT logistic_fit(logistic_options(threshold => 0.3), y, $x) FROM points",
		floor => "SELECT $fit FROM points" },
	{	name => 'time per row, 3 times the rows',
		against => 'time per row',
		goal => 1.15,
		grown(3),
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
	{	name => 'passes over 40 columns (p^2: 16)',
		against => 'passes over 10 columns',
		goal => 16,
		base => 'SELECT ' . ($w =~ s/(w\d+)/sum($1)/gr) . ' FROM wide',
		floor_base => 'SELECT ' . join(', ', map { "sum(w$_)" } 1 .. 10) . ' FROM wide',
		ours => "SELECT logistic_fit(y, $w) FROM wide",
		floor => 'SELECT logistic_fit(y, ' . join(', ', map { "w$_" } 1 .. 10) . ') FROM wide' },
	{	name => 'fits of groups of ten rows',
		against => 'sums of the groups',
		ours => 'SELECT count(m) FROM (SELECT logistic_fit(y, x1, x2) AS m FROM small GROUP BY g) s',
		floor => 'SELECT count(m) FROM (SELECT sum(x1) + sum(x2) AS m FROM small GROUP BY g) s' });
