#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# parallel.pl
#		A fit by several processes, and that one which ends early leaves
#		nothing behind.
#
# Wherever it ends, by a cancel, a terminated worker or an error, no file, no
# worker and no shared memory stays behind, and the session can go on.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/lib";

use LogisticTest qw(create_database run_psql);
use POSIX qw(_exit);
use Test::More;
use Time::HiRes qw(sleep time);

my @tolerant = qw(-qAt -v VERBOSITY=verbose -v ON_ERROR_STOP=0);

create_database('parallel');
my $made = run_psql(<<'END');
CREATE TABLE t AS
SELECT i, i * 7919 % 1009 < 300 + i % 17 * 20 AS y, (i % 17)::float8 AS x, (i * 31 % 101)::float8 AS n,
	(ARRAY['a', 'b', 'c'])[1 + i / 70000] AS g
FROM generate_series(1, 200000) i;
ANALYZE t;
CREATE TABLE small AS SELECT * FROM t WHERE i <= 2000;
ANALYZE small;
END
die $made->{stderr} if $made->{failed};

my $parallel = <<'END';
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
END
my $fit = q(SELECT logistic_fit_distributed('SELECT y, x, n, g FROM t') IS NOT NULL);

# What DEBUG1 says of a fit: rows, passes, and then what comes of it.
sub told
{
	my ($settings, $sql) = @_;
	my $told = run_psql("$parallel SET client_min_messages = debug1; $settings $sql;", @tolerant);
	my ($line) = $told->{stderr} =~ /.*logistic_fit: (.* passes.*)/s;

	return $line // $told->{stderr};
}

# Whether neither a file nor a worker is there, soon.
sub nothing_left
{
	my $start = time;

	while (time < $start + 10)
	{
		my $left = run_psql(<<'END')->{stdout};
SELECT (SELECT count(*) FROM pg_ls_dir('base/pgsql_tmp', true, false) AS file WHERE file LIKE '%fileset%')
	+ (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'parallel worker');
END
		return 1 if $left eq "0\n";
		sleep 0.05;
	}
	return 0;
}

like told('', $fit), qr/^200000 rows in \d+ passes by [123] processes/, 'a fit by several processes';
like told('SET max_parallel_workers = 0;', $fit), qr/^200000 rows in \d+ passes by 1 processes/,
  'where there are no workers the leader does it';
like told(q(SET temp_file_limit = '1GB';), $fit), qr/^200000 rows in [\d.]+ passes, \d+ bytes in memory/,
  'a limit of temporary files makes it a fit by one process';
like told('SET max_parallel_workers_per_gather = 0;', $fit), qr/bytes in memory/, 'and so does a plan without workers';
like told('SET parallel_setup_cost = 1000;', $fit), qr/bytes in memory/, 'and a table that is not worth it';

# cancelled at any time
my $cancelled = 0;
my $clean = 1;
for (my $timeout = 1; $timeout <= 512; $timeout *= 1.4)
{
	my $told = run_psql(<<"END", @tolerant);
$parallel
SET statement_timeout = '@{[ int $timeout ]}ms';
$fit;
RESET statement_timeout;
SELECT 'alive';
END
	$cancelled++ if $told->{stderr} =~ /57014/;
	$clean &&= $told->{stdout} =~ /alive/ && nothing_left();
}
cmp_ok $cancelled, '>', 0, 'fits are cancelled';
ok $clean, '... and leave nothing, and a session that goes on';

# trainings whose rows one process holds in memory
my $train = q(SELECT logistic_train('held', 'SELECT y, x, n, g FROM t') > 0);
my $alone = 'SET max_parallel_workers_per_gather = 0; SET parallel_setup_cost = 0;';
my $held = q(SELECT count(*) FROM pg_backend_memory_contexts WHERE name = 'logistic held rows');

$cancelled = 0;
$clean = 1;
for (my $timeout = 1; $timeout <= 512; $timeout *= 1.4)
{
	my $told = run_psql(<<"END", @tolerant);
$alone
BEGIN;
SAVEPOINT before;
SET LOCAL statement_timeout = '@{[ int $timeout ]}ms';
$train;
ROLLBACK TO before;
$held;
ROLLBACK;
END
	$cancelled++ if $told->{stderr} =~ /57014/;
	$clean &&= $told->{stdout} =~ /^0$/m && nothing_left();
}
cmp_ok $cancelled, '>', 0, 'trainings by one process are cancelled';
ok $clean, '... and leave neither rows in memory nor files';
my $failed = run_psql(<<"END", @tolerant);
$alone
BEGIN;
SAVEPOINT before;
SELECT logistic_train('held', 'SELECT y, CASE i WHEN 199999 THEN ''NaN'' ELSE x END AS x FROM t');
ROLLBACK TO before;
$held;
$train;
$held;
ROLLBACK;
END
like $failed->{stderr}, qr/22003: feature "x" is NaN/, 'an error of a row in a training';
is $failed->{stdout}, "0\nt\n0\n", '... leaves nothing either, nor does a training after it';

# errors in the rows, and in a savepoint
my $told = run_psql(<<"END", @tolerant);
$parallel
BEGIN;
SAVEPOINT before;
SELECT logistic_fit_distributed('SELECT y, CASE i WHEN 199999 THEN ''NaN'' ELSE x END AS x FROM t');
ROLLBACK TO before;
SAVEPOINT again;
SELECT logistic_fit_distributed('SELECT y, x / (i - 199999) AS x FROM t');
ROLLBACK TO again;
$fit;
COMMIT;
END
like $told->{stderr}, qr/22003: feature "x" is NaN/, 'an error of a row';
like $told->{stderr}, qr/22012: division by zero/, 'an error of the query';
is $told->{stdout}, "t\n", '... and a fit after them in the same transaction';
ok nothing_left(), '... leave nothing';

# a worker is terminated, before its rows are read or while it makes passes
my $terminated = 0;
for my $i (1 .. 20)
{
	my $killer = fork;
	die 'cannot fork' if !defined $killer;
	if ($killer == 0)
	{
		my $delay = 0.005 * $i;	# after the workers have started

		run_psql(<<"END");
DO \$\$
BEGIN
	FOR k IN 1 .. 2000 LOOP
		PERFORM pg_stat_clear_snapshot();
		IF EXISTS (SELECT FROM pg_stat_activity WHERE backend_type = 'parallel worker') THEN
			PERFORM pg_sleep($delay), pg_stat_clear_snapshot();
			PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'parallel worker';
			EXIT;
		END IF;
		PERFORM pg_sleep(0.0005);
	END LOOP;
END \$\$;
END
		_exit(0);				# without what the test does at its end
	}
	sleep 0.1;					# until the other one looks for workers
	$told = run_psql("$parallel $fit; SELECT 'alive';", @tolerant);
	waitpid $killer, 0;
	$terminated++ if $told->{stderr} =~ /57P01|terminating|lost connection/;
	fail('the session goes on') if $told->{stdout} !~ /alive/;
}
cmp_ok $terminated, '>', 0, 'fits lose a worker';
ok nothing_left(), 'terminated workers leave nothing';

# shared memory that the session still has, as the system sees it
SKIP:
{
	my $mapped = q(SELECT count(*) FROM regexp_matches(pg_read_file('/proc/self/maps', 0, 10000000), 'dev/shm', 'g'));
	my $small = q(SELECT logistic_fit_distributed('SELECT y, x FROM small') IS NOT NULL);

	skip 'the system does not tell what a process has mapped', 1 if !-e '/proc/self/maps';
	my @counts = split /\n/, run_psql("$parallel $small; $mapped; $small; $small; $small; $mapped;")->{stdout};
	is $counts[5], $counts[1], 'shared memory goes with its fit';
}

done_testing;
