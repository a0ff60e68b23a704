#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# spill.pl
#		Rows beyond the memory limit go to a file, and the file is always
#		removed.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/lib";

use LogisticTest qw(create_database run_psql);
use Test::More;
use Time::HiRes qw(sleep time);

my @tolerant = qw(-qAt -v VERBOSITY=verbose -v ON_ERROR_STOP=0);

# What DEBUG1 says of the fits of a query: rows, passes, memory, file.
sub told
{
	my ($sql) = @_;
	my $told = run_psql("SET client_min_messages = debug1;\n$sql;\n");

	diag($told->{stderr}) if $told->{failed};
	return map { [/([\d.]+)/g] } $told->{stderr} =~ /(?:logistic|multinomial)_fit: (.*)/g;
}

# Waits until a query answers as expected; whether it does in ten seconds.
sub becomes
{
	my ($sql, $expected) = @_;
	my $start = time;

	while (time < $start + 10)
	{
		my $answer = run_psql("$sql;\n")->{stdout};

		return 1 if $answer =~ $expected;
		sleep 0.05;
	}
	return 0;
}

my $database = create_database('spill');
run_psql(<<'END');
CREATE TABLE t AS SELECT i, i % 4 AS g, i % 5 < 2 AS y, sin(i) AS a, cos(i) AS b
FROM generate_series(1, 100000) i;
ANALYZE t;
END

# a block of these rows takes less than 16 kB, all of them 1.7 MB at least
my $limit = 'SET work_mem = \'64kB\'; SET hash_mem_multiplier = 1';
my ($fit) = told("SET work_mem = '64MB'; SELECT logistic_fit(y, a, b) FROM t");
is($fit->[0], 100000, 'the debug line counts rows');
cmp_ok($fit->[1], '>=', 2, 'and passes');
cmp_ok($fit->[2], '>=', 100000 * 17, 'and the bytes in memory');
cmp_ok($fit->[2], '<', 100000 * 17 * 2.5, '... which are not many more');
is($fit->[3], 0, 'with memory enough there is no file');

my ($classes) = told("SET work_mem = '64MB'; SELECT multinomial_fit(g % 3, a, b) FROM t");
is($classes->[0], 100000, 'a fit of many classes says the same');
is($classes->[2], $fit->[2], '... of as much memory');

($fit) = told("$limit; SELECT logistic_fit(y, a, b) FROM t");
cmp_ok($fit->[2], '<=', 64 * 1024, 'little memory is not exceeded');
cmp_ok($fit->[2] + $fit->[3], '>=', 100000 * 17, 'the rest is in the file');

# a hash table for eight groups, by the size that they are said to have
my @fits = told("$limit; SET work_mem = '512kB'; SET enable_sort = off;"
	  . " SELECT logistic_fit(y, a, b) IS NULL FROM t GROUP BY g");
my $memory = 0;
$memory += $_->[2] foreach @fits;
is(scalar @fits, 4, 'groups that are fitted at once');
cmp_ok($memory, '<=', 512 * 1024, '... share one limit');

# ten thousand groups of ten rows at once: a group has no large buffers
my ($kilobytes) = run_psql("SET work_mem = '1GB'; SET enable_sort = off;"
	  . ' EXPLAIN (ANALYZE, FORMAT json)'
	  . " SELECT logistic_fit(y) FROM t GROUP BY i / 10;\n")->{stdout} =~
  /"Peak Memory Usage": (\d+)/;
cmp_ok($kilobytes, '<', 4 * 10_000, 'a small group takes less than 4 kB');
cmp_ok($kilobytes, '>', 0.1 * 10_000, '... as far as it was measured');

# cancel and termination, in the middle of the aggregate and of the solver
my $endless = 'SELECT logistic_fit(y, a, b, i) IS NULL FROM'
  . ' (SELECT t.*, generate_series(1, 1000000) FROM t) s';
my $told = run_psql("$limit; SET statement_timeout = '300ms'; $endless;"
	  . " RESET statement_timeout; SELECT count(*) FROM pg_ls_tmpdir();\n",
	@tolerant);
like($told->{stderr}, qr/57014/, 'the timeout cancels a fit that spills');
like($told->{stdout}, qr/^0$/m, 'and no file is left');

# the backend is ended from outside, once its file is there
sub end_backend
{
	my ($how) = @_;
	my $child = fork;

	die "cannot fork: $!\n" unless defined $child;
	if ($child == 0)
	{
		local $ENV{PGAPPNAME} = 'victim';
		run_psql("$limit; $endless;\n");
		require POSIX;
		POSIX::_exit(0);
	}
	ok(becomes('SELECT count(*) FROM pg_ls_tmpdir()', qr/^1$/),
		'a fit has its file');
	$how->();
	waitpid $child, 0;
	ok(becomes('SELECT count(*) FROM pg_ls_tmpdir()', qr/^0$/),
		'which goes with the backend');
	return;
}
my $pid = "SELECT pid FROM pg_stat_activity WHERE application_name = 'victim'";
end_backend(sub { run_psql("SELECT pg_terminate_backend(pid) FROM ($pid) v;\n") });

# A backend that is killed takes the server through a restart, in which the
# files of a crash are removed.
end_backend(
	sub {
		my $victim = run_psql("$pid;\n")->{stdout};

		chomp $victim;
		$victim =~ /^\d+$/ && kill 'KILL', $victim
		  or diag("cannot kill '$victim': $!");
		becomes('SELECT pg_postmaster_start_time() IS NOT NULL', qr/^t$/);
	});

# the certified cases that have more rows than fit into so little memory
my @cases = qw(grp_synth_40 mle_attrition mle_churn mle_poly8 mle_rare_1e4
  mle_synth_all_options);
local $ENV{PGOPTIONS} = ($ENV{PGOPTIONS} // '')
  . ' -c work_mem=64kB -c hash_mem_multiplier=1';
my $log = `$^X $FindBin::RealBin/reference.pl @cases 2>&1`;
my @good = $log =~ /^ok /mg;
ok($? == 0 && @good > @cases,
	@good . ' properties of ' . @cases . ' certified cases')
  or diag($log);
done_testing;
