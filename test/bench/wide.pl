# Many columns: fifty against their sums, and rows of 98 and 101 columns of
# which five are used, against SQL's own formula over these.
my $x = join ', ', map { "c$_" } 1 .. 50;
my $sums = join ', ', map { "sum(c$_)" } 1 .. 50;

sub columns_of
{
	my ($n) = @_;

	return join ', ', map { 'x' . (1 + $_ % 10) . " + random() AS c$_" } 1 .. $n;
}

my @fifty = (
	prepare => 'CREATE UNLOGGED TABLE broad AS SELECT y, ' . columns_of(50) . ' FROM points; VACUUM ANALYZE broad;',
	cleanup => 'DROP TABLE broad;',
	runs => 3,
	ours => "SELECT logistic_fit(y, $x) FROM broad",
	floor => "SELECT $sums FROM broad");

(
	{	name => 'fit of 50 columns',
		against => 'sum of each column',
		goal => 1.25,
		@fifty },
	{	name => 'fit of 50 columns at work_mem = 4MB',
		against => 'sum of each column',
		goal => 1.5,
		ours_set => "work_mem = '4MB'",
		@fifty },
	map {
		my ($n, $goal) = @$_;
		my $prepare = 'CREATE UNLOGGED TABLE record AS SELECT y, ' . columns_of($n)
		  . ' FROM (SELECT * FROM points LIMIT :rows / 10) AS p;'
		  . ' CREATE TABLE record_model AS SELECT logistic_fit(y, c1, c2, c3, c4, c5) AS m FROM record;'
		  . ' VACUUM ANALYZE record;';

		+{	name => "predict by a record of $n columns",
			against => "SQL's formula",
			goal => $goal,
			prepare => $prepare,
			cleanup => 'DROP TABLE record, record_model;',
			ours => 'SELECT max(logistic_predict((SELECT m FROM record_model), r)) FROM record AS r',
			floor => 'SELECT max(1 / (1 + exp(-(b[1] + b[2] * c1 + b[3] * c2 + b[4] * c3 + b[5] * c4 + b[6] * c5)))) FROM record,'
			  . ' (SELECT array_agg(estimate ORDER BY ordinality) AS b FROM record_model, logistic_coefficients(m) WITH ORDINALITY OFFSET 0) AS c' }
	} [ 98, 1.2 ], [ 101, 1.3 ]);
