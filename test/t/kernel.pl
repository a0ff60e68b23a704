#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# kernel.pl
#		Certified cases with every set of instructions that there is, rows
#		in a file, and ridges by conjugate gradients.
#
# The last passes of small cases are in double-double.  Earlier passes, and all
# passes of large cases, are in doubles.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/lib";

use LogisticTest qw(slurp parse_json create_database run_psql);
use Test::More;

# Every case that is a fit, but the one with a million rows: it tests nothing
# that the others do not, and takes as long as all of them.
my @cases =
  map { $_->{name} }
  grep { !$_->{blocks} && !$_->{generator_sql} }
  map { parse_json(slurp($_)) } glob "$FindBin::RealBin/../reference/*.json";
my $options = '-c logistic.spill=on -c logistic.solver=truncated';
my @running;

cmp_ok scalar @cases, '>', 50, @cases . ' certified cases are fits';
create_database('kernel');
foreach my $kernel (qw(scalar sse2 avx2 avx512 neon))
{
	my $told = run_psql("LOAD 'logistic';\nSET logistic.kernel = $kernel;\n"
		  . "SHOW logistic.kernel;\n");

	if ($told->{failed})
	{
		like $told->{stderr}, qr/lacks the instructions/,
		  "$kernel is not there, and says so";
		next;
	}
	is $told->{stdout}, "$kernel\n", "$kernel is there";
	local $ENV{PGOPTIONS} = ($ENV{PGOPTIONS} // '')
	  . " $options -c logistic.kernel=$kernel";
	push @running, begin('reference.pl', $kernel, @cases);
}
ok @running > 0, 'there are instructions';
holds($_) foreach @running;

my $told = run_psql("LOAD 'logistic';\nSET logistic.kernel = mmx;\n");
like $told->{stderr}, qr/22023/, 'no other name is accepted';

# The settings do what they say.
$told = run_psql(<<'END');
SET client_min_messages = debug1;
SET logistic.spill = on;
SELECT logistic_fit(i % 3 = 0, i % 7) IS NULL FROM generate_series(1, 40) i;
RESET logistic.spill;
SELECT logistic_fit(i % 3 = 0, i % 7) IS NULL FROM generate_series(1, 40) i;
END
my ($spilled, $kept) = $told->{stderr} =~ /(\d+) bytes spilled/g;
cmp_ok $spilled, '>', 0, 'a few rows go to a file';
is $kept, 0, '... and stay in memory without the setting';

$told = run_psql(<<'END');
SET client_min_messages = debug1;
CREATE TEMP TABLE t AS
SELECT i % 3 = 0 AS y, ARRAY(SELECT sin(i * j) FROM generate_series(1, 60) j) AS x
FROM generate_series(1, 2000) i;
SET logistic.solver = dense;
SELECT logistic_fit(logistic_options(l2 => 1), y, x) IS NULL FROM t;
SET logistic.solver = truncated;
SELECT logistic_fit(logistic_options(l2 => 1), y, x) IS NULL FROM t;
END
my ($dense, $truncated) = $told->{stderr} =~ /in ([\d.]+) passes/g;
cmp_ok $truncated, '>', $dense, 'conjugate gradients take more passes';
done_testing;

# Begins a test of certified cases; what it prints is read later.
sub begin
{
	my ($test, $kernel, @arguments) = @_;

	open my $log, '-|', "$^X $FindBin::RealBin/$test @arguments 2>&1"
	  or die "$test: $!";
	return { name => "$kernel, $test", log => $log, least => scalar @arguments };
}

# The properties that such a test finds to hold.
sub holds
{
	my ($run) = @_;
	my $log = do { local $/; readline $run->{log} };
	my @good = $log =~ /^ok /mg;

	ok close($run->{log}) && @good > $run->{least},
	  "$run->{name}: " . @good . ' properties'
	  or diag $log;
	return;
}
