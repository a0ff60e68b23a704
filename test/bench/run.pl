#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# run.pl
#		Runs the benchmarks, ours and the floors in pairs, and prints ratios.
#
# usage: rows=1000000 runs=5 part=FILE only=REGEX perl run.pl
#
# The server is that of the environment (PGHOST, PGPORT, PGUSER); a database
# is made there and dropped.  bench.sh brings a server along.
#
# Every *.pl file beside this one is a Perl list of benchmarks, and "part" picks
# one of them, as in part=groups.  To add one,
# add its hash to such a list:
#
#	name	=> what is measured
#	against	=> what the floor is
#	ours	=> a query; its rows are thrown away, so let it return few
#	floor	=> a query
#	goal	=> the ratio that is promised; may be left out
#	base	=> a query whose time is taken off both sides, such as the scan
#	floor_base => one that is taken off the floor instead
#	factor	=> by which the ratio is multiplied; 1 if left out
#	each	=> a size, of which there are rows / each things: the ratio is the
#			   milliseconds that one takes beyond the base; there is no floor
#	set		=> settings of both sides, as SET takes them, separated by ";"
#	ours_set, floor_set => settings of one side
#	prepare => SQL before, in which :rows is the size; see data.sql for the
#			   tables that there are
#	cleanup => SQL afterwards
#	runs	=> how many pairs, instead of the usual number
#	command	=> a program instead of the floor, given as a list; it is skipped
#			   unless the command "needs", another list, succeeds
#
# Each side runs once to warm up, then in turn, in one session.  Printed are
# the medians of the times and of the ratios of the pairs: a machine that
# slows down for a while slows both sides of a pair.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../t/lib";

use LogisticTest qw(slurp create_database run_psql);
use Time::HiRes qw(time);

my $rows = $ENV{rows} || 1_000_000;
my $runs = $ENV{runs} || 5;
my $part = $ENV{part} || '*';
my $only = $ENV{only} // '';
my $form = "%-45s %-24s %9s %9s %7s %15s %6s\n";
my $failures = 0;

# A serial session, with enough memory unless a benchmark sets otherwise.
$ENV{PGOPTIONS} = join ' ', map { "-c $_" } 'jit=off',
  'max_parallel_workers_per_gather=0', 'client_min_messages=error',
  'work_mem=16GB';
my $functions = <<'SQL';
CREATE FUNCTION pg_temp.milliseconds(settings text, query text) RETURNS float8
LANGUAGE plpgsql AS $$
DECLARE
	start timestamptz;
	result float8;
BEGIN
	EXECUTE settings;
	start := clock_timestamp();
	EXECUTE query;
	result := 1000 * extract(epoch FROM clock_timestamp() - start);
	RESET ALL;
	RETURN result;
END
$$;
SQL

my @benchmarks;
my @files = sort glob "$FindBin::RealBin/$part.pl";

die "there is no part \"$part\" in test/bench\n" unless grep { -e } @files;
foreach my $file (@files)
{
	next if $file =~ /run\.pl$/;
	my @list = do $file or die "$file: " . ($@ || $!) . "\n";

	push @benchmarks, grep { "$_->{name} $_->{against}" =~ /$only/ } @list;
}
$ENV{PGDATABASE} = create_database('logistic_bench');
my $told = run_psql(slurp("$FindBin::RealBin/data.sql"), '-q', '-v', "rows=$rows");
die $told->{stderr} if $told->{failed};

# Writes that are still pending would be measured, too.
system 'sync';

$| = 1;
print "$rows rows, medians of $runs pairs, milliseconds\n";
printf $form, qw(ours against ours floor ratio range goal);
measure($_) foreach @benchmarks;
exit($failures ? 1 : 0);

sub median
{
	my @sorted = sort { $a <=> $b } @_;

	return ($sorted[ $#sorted / 2 ] + $sorted[ @sorted / 2 ]) / 2;
}

# The call that times one side of a benchmark.
sub timed
{
	my ($benchmark, $side) = @_;
	my $query = $benchmark->{$side} // return '0';
	my ($owner) = $side =~ /^(floor|ours)/;
	my @settings = map { "SET $_" } map { split /\s*;\s*/ } grep { defined }
	  $benchmark->{set}, $owner ? $benchmark->{"${owner}_set"} : ();

	return 'pg_temp.milliseconds($q$' . join('; ', @settings, 'SELECT 1')
	  . "\$q\$, \$q\$$query\$q\$)";
}

# The times of a program, measured from here; what it prints is dropped.
sub command_times
{
	my ($command, $count) = @_;

	return map {
		my $start = time;

		system('sh', '-c', 'exec "$@" >/dev/null', 'sh', @{$command}) == 0
		  or return;
		1000 * (time - $start);
	} 1 .. $count;
}

sub measure
{
	my ($benchmark) = @_;
	my $count = $benchmark->{runs} // $runs;
	my @sides = qw(ours floor base floor_base);

	if ($benchmark->{needs} && system(@{ $benchmark->{needs} }) != 0)
	{
		print "$benchmark->{name} against $benchmark->{against}: skipped, not installed\n";
		return;
	}
	my $select = join ', ', map { timed($benchmark, $_) } @sides;
	my $script = join "\n", $functions, $benchmark->{prepare} // '',
	  '\\echo the times', "SELECT $select FROM generate_series(0, $count) OFFSET 1;",
	  '\\echo and no more',
	  $benchmark->{cleanup} // '';
	my $told = run_psql($script, qw(-qAt -F), ' ', '-v', "rows=$rows");
	my ($times) = $told->{stdout} =~ /^the times\n(.*?)^and no more\n/ms;
	my @pairs = map { [ split ' ' ] } split /\n/, $times // '';

	if ($benchmark->{command})
	{
		my @times = command_times($benchmark->{command}, $count);

		$pairs[$_][1] = $times[$_] foreach 0 .. $#pairs;
		$told->{failed} = 1 if @times < $count;
	}
	if ($told->{failed} || !@pairs)
	{
		print "$benchmark->{name} against $benchmark->{against}: failed\n$told->{stderr}";
		$failures++;
		return;
	}
	my @ratios = map {
		my ($ours, $floor, $base, $floor_base) = @{$_};

		$benchmark->{each} ? ($ours - $base) / ($rows / $benchmark->{each}) :
		($benchmark->{factor} // 1) * ($ours - $base)
		  / (($floor - ($floor_base || $base)) || 1e-3);
	} @pairs;
	my $ratio = median(@ratios);
	my ($low, $high) = (sort { $a <=> $b } @ratios)[ 0, -1 ];
	my $goal = $benchmark->{goal};

	printf $form, $benchmark->{name}, $benchmark->{against},
	  sprintf('%.1f', median(map { $_->[0] } @pairs)),
	  sprintf('%.1f', median(map { $_->[1] } @pairs)),
	  sprintf('%.3f', $ratio), sprintf('%.3f - %.3f', $low, $high),
	  defined $goal ? $goal . ($ratio > $goal ? ' !' : '') : '';
	return;
}
