#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# citus.pl
#		Fits a table that Citus spreads over two workers.
#
# Skipped where Citus is not installed.  The answer has to be that of
# logistic_fit over the same rows, and the plan has to leave each pass to the
# shards.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/lib";

use LogisticServer qw(start_servers ask_server has_extension);
use Test::More;

plan skip_all => 'Citus is not installed' unless has_extension('citus');

# nodes know each other by host and port: a folder is a host to libpq
my ($coordinator, @workers) = start_servers(3,
	'shared_preload_libraries=citus', 'wal_level=logical');

foreach my $server (@workers, $coordinator)
{
	my $told = ask_server($server, 'CREATE EXTENSION citus; CREATE EXTENSION logistic;');

	die $told->{stderr} if $told->{failed};
}

my $told = ask_server($coordinator, join "\n",
	"SELECT citus_set_coordinator_host('$coordinator->{host}', $coordinator->{port});",
	(map { "SELECT citus_add_node('$_->{host}', $_->{port});" } @workers),
	<<'SQL');
SET citus.shard_count = 4;
CREATE TABLE here AS
SELECT i AS id, i * i % 11 < 4 AS y, nullif(20 + i * 31 % 50, 33) AS age,
	(ARRAY['free', 'pro', 'team'])[1 + i % 7 % 3] AS plan,
	ARRAY[sin(i), cos(i * i)] AS xs, (i % 4)::float8 AS w
FROM generate_series(1, 3000) AS i;
CREATE TABLE t (LIKE here);
SELECT create_distributed_table('t', 'id');
INSERT INTO t SELECT * FROM here;
SQL
ok !$told->{failed}, 'a table spread over two workers' or diag $told->{stderr};

foreach my $key ('', ", partition_key => 'id'")
{
	my $id = $key ? ', id' : '';

	$told = ask_server($coordinator, <<"SQL");
SELECT count(*), max(abs(a.estimate / b.estimate - 1)), max(abs(a.std_error / b.std_error - 1))
FROM logistic_coefficients((SELECT logistic_fit(logistic_options(weight => w), y, age, plan, xs) FROM here)) AS a
JOIN logistic_coefficients(logistic_fit_distributed(
	'SELECT y, age, plan, xs, w$id FROM t', weight_column => 'w'$key)) AS b USING (term);
SQL
	my ($n, $estimate, $error) = split /\|/, $told->{stdout};

	ok !$told->{failed} && $n == 6 && $estimate < 1e-10 && $error < 1e-10,
	  'the fit agrees' . ($key ? ' by key' : '') or diag $told->{stdout}, $told->{stderr};
}

$told = ask_server($coordinator, <<'SQL');
EXPLAIN (VERBOSE, COSTS OFF)
SELECT logistic_step('\x', y::int, 1, 0, ARRAY[age]) FROM t;
SQL
like $told->{stdout}, qr/worker_partial_agg\('[^']*logistic_step/, 'the plan leaves the passes to the shards'
  or diag $told->{stdout}, $told->{stderr};
done_testing;
