#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# growth.pl
#		How the cost of a fit grows with rows, columns, groups and levels.
#
# usage: rows=1000000 runs=3 perl test/growth.pl
#
# The server is that of the environment (PGHOST, PGPORT, PGUSER); a database
# is made there and dropped.  Printed are the tables of docs/performance.md:
# processor time of the server's process, user and system, which holds beside
# other work on the machine; medians of the runs, and their largest spread.
# The floor of each is a query that reads the same values and adds them up.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/t/lib";

use LogisticTest qw(create_database run_psql);

my $rows = $ENV{rows} || 1_000_000;
my $runs = $ENV{runs} || 3;
my $settings = join '', map { "SET $_;\n" } 'jit = off',
  'max_parallel_workers_per_gather = 0', q(work_mem = '4GB'),
  'client_min_messages = error';
my $spread = 0;
my $ten = join ', ', map { "x$_" } 1 .. 10;

sub sql
{
	my ($sql) = @_;
	my $told = run_psql("SET client_min_messages = error;\n$sql", '-qAt');

	die "$sql\n$told->{stderr}" if $told->{failed};
	return $told->{stdout};
}

# Median of the processor times of a query, in milliseconds.
sub cost
{
	my ($query) = @_;
	my $call = "SELECT count(s) FROM ($query OFFSET 0) AS s;\n";
	my $told = run_psql("$settings$call SET log_statement_stats = on; SET client_min_messages = log;\n"
		  . "\\echo begin\n" . $call x $runs, '-qAt');
	my @times = map { 1000 * $_ }
	  map { /!\s+([\d.]+) s user, ([\d.]+) s system/ ? $1 + $2 : () } split /\n/, $told->{stderr};
	my @sorted;

	die "$query\n$told->{stderr}" if @times < $runs;
	@sorted = sort { $a <=> $b } @times[ -$runs .. -1 ];
	$spread = $sorted[-1] / $sorted[0] if $sorted[0] > 20 && $sorted[-1] / $sorted[0] > $spread;
	return $sorted[ $#sorted / 2 ];
}

# The memory of a fit's rows, in megabytes, and what it has written to a file.
sub memory
{
	my ($query, $work_mem) = @_;
	my $told = run_psql("SET max_parallel_workers_per_gather = 0; SET work_mem = '$work_mem'; SET client_min_messages = debug1;\nSELECT count(s) FROM ($query OFFSET 0) AS s;\n", '-qAt');
	my ($memory, $file) = $told->{stderr} =~ /, (\d+) bytes in memory, (\d+) bytes spilled/;

	return map { sprintf '%.1f', $_ / 1e6 } $memory // 0, $file // 0;
}

# One line of a table: size, fit, floor, ratio, time of a unit.
sub line
{
	my ($size, $fit, $floor, $unit, @more) = @_;

	printf "| %s | %.0f | %.0f | %.2f | %s |%s\n", $size, $fit, $floor,
	  $fit / $floor, $unit, join '', map { " $_ |" } @more;
}

$| = 1;
create_database('logistic_growth');
sql(<<"SQL");
CREATE EXTENSION IF NOT EXISTS logistic;
SELECT setseed(0.5);
CREATE UNLOGGED TABLE points AS
SELECT random() < sigmoid(0.4 * x1 - 0.3 * x2 + 0.2 * x3 - 0.7) AS y, x.*
FROM (SELECT @{[join ', ', map { "4 * random() - 2 AS x$_" } 1 .. 10]}
	FROM generate_series(1, $rows) OFFSET 0) AS x;
VACUUM ANALYZE points;
SQL

print "rows of 10 columns: fit ms, sums ms, ratio, ns a row, MB in memory; at 4 MB in memory and in a file\n";
foreach my $share (0.01, 0.1, 1, 3)
{
	my $n = $share * $rows;
	my $from = $share <= 1 ? "(SELECT * FROM points LIMIT $n) AS p" :
	  "points, generate_series(1, $share)";
	my $fit = "SELECT logistic_fit(y, $ten) FROM $from";
	my $cost = cost($fit);

	line($n, $cost, cost("SELECT @{[join ', ', map { qq{sum(x$_)} } 1 .. 10]} FROM $from"),
		sprintf('%.0f', 1e6 * $cost / $n), (memory($fit, '4GB'))[0], memory($fit, '4MB'));
}

print "columns of ", $rows / 20, " rows: fit ms, sum of dot ms, ratio, ns a row\n";
foreach my $p (2, 10, 50, 100, 200, 500)
{
	my $n = $rows / 20;

	sql("CREATE UNLOGGED TABLE wide AS SELECT y, (SELECT array_agg(random() + x1 * j / $p) FROM generate_series(1, $p) AS j) AS a FROM (SELECT * FROM points LIMIT $n) AS p; VACUUM ANALYZE wide;");
	my $cost = cost('SELECT logistic_fit(y, a) FROM wide');

	line($p, $cost, cost('SELECT sum(dot(a, a)) FROM wide'),
		sprintf('%.0f', 1e6 * $cost / $n), (memory('SELECT logistic_fit(y, a) FROM wide', '4GB'))[0]);
	sql('DROP TABLE wide');
}

print "groups of $rows rows x 3: fits ms, sums ms, ratio, us a group\n";
foreach my $groups (10, 100, 1_000, 10_000, 100_000)
{
	sql("CREATE UNLOGGED TABLE grouped AS SELECT i % $groups AS g, y, x1, x2, x3 FROM (SELECT row_number() OVER () AS i, points.* FROM points) AS points; VACUUM ANALYZE grouped;");
	my $cost = cost('SELECT g, logistic_fit(y, x1, x2, x3) FROM grouped GROUP BY g');

	line($groups, $cost, cost('SELECT g, sum(x1) + sum(x2) + sum(x3) FROM grouped GROUP BY g'),
		sprintf('%.0f', 1e3 * $cost / $groups));
	sql('DROP TABLE grouped');
}

print "levels of ", $rows / 10, " rows and 3 numbers: fit ms, count by level ms, ratio, ns a row\n";
foreach my $levels (2, 10, 100, 300, 1_000)
{
	my $n = $rows / 10;

	sql("CREATE UNLOGGED TABLE coded AS SELECT y, x1, x2, x3, ((hashint4(i) & 2147483647) % $levels)::text AS code FROM (SELECT *, row_number() OVER ()::int AS i FROM points LIMIT $n) AS p; VACUUM ANALYZE coded;");
	my $cost = cost('SELECT logistic_fit(y, x1, x2, x3, code) FROM coded');

	line($levels, $cost, cost('SELECT code, count(*), sum(x1), sum(x2), sum(x3) FROM coded GROUP BY code'),
		sprintf('%.0f', 1e6 * $cost / $n));
	sql('DROP TABLE coded');
}

print "values of l1 along a path of ", $rows / 10, " rows x 10: ms, one lasso ms, ratio, ms a value\n";
sql("CREATE UNLOGGED TABLE few AS SELECT * FROM points LIMIT $rows / 10; VACUUM ANALYZE few;");
foreach my $n (1, 10, 100)
{
	my $cost = cost("SELECT logistic_path('SELECT y, $ten FROM few', l1 => (SELECT array_agg(10 ^ (3.0 * i / $n - 1)) FROM generate_series(1, $n) AS i))");

	line($n, $cost, cost("SELECT logistic_fit(logistic_options(l1 => 10), y, $ten) FROM few"),
		sprintf('%.1f', $cost / $n));
}
printf "largest spread of runs: %.2f\n", $spread;
