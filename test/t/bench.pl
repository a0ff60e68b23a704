#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# bench.pl
#		Every benchmark runs, on few rows; times are not checked.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use Test::More;

# many columns take long, however few the rows are
$ENV{rows} = 1000;
$ENV{only} = '^(?!.*(?:200|1536))';
$ENV{runs} = 1;
my @told = `perl $FindBin::RealBin/../bench/run.pl`;
is($?, 0, 'no benchmark fails') or diag(@told);
shift @told;
shift @told;
ok(@told > 10, 'there are benchmarks');
foreach my $line (@told)
{
  SKIP:
	{
		skip $line =~ s/\n//r, 1 if $line =~ /: skipped, /;
		like($line, qr/ [\d.]+ +[\d.]+ +-?[\d.]+ +-?[\d.]+ - /, $line =~ s/ +\d.*//sr);
	}
}
done_testing;
