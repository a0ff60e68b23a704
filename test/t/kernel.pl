#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# kernel.pl
#		Certified cases with every set of instructions that there is.
#
# Small cases end in passes with 31 digits, which know no instruction sets;
# those here are large, or have weights, offsets or groups on the way there.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/lib";

use LogisticTest qw(create_database run_psql);
use Test::More;

my @cases = qw(grp_synth_40 mle_levels_collation mle_poly8 mle_rare_1e4
  mle_synth_all_options path_attrition_quasi);
my $n_sets = 0;

create_database('kernel');
foreach my $kernel (qw(scalar sse2 avx2 avx512))
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
	$n_sets++;

	local $ENV{PGOPTIONS} = ($ENV{PGOPTIONS} // '')
	  . " -c logistic.kernel=$kernel";
	my $log = `$^X $FindBin::RealBin/reference.pl @cases 2>&1`;
	my @good = $log =~ /^ok /mg;
	ok $? == 0 && @good > @cases,
	  "$kernel: " . @good . ' properties of ' . @cases . ' certified cases'
	  or diag $log;
}
ok $n_sets > 0, "$n_sets sets of instructions";

my $told = run_psql("LOAD 'logistic';\nSET logistic.kernel = mmx;\n");
like $told->{stderr}, qr/22023/, 'no other name is accepted';
done_testing;
