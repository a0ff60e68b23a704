#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# progress.pl
#		A long fit tells how far it has come, and a short one says nothing.
#
# The fit waits within its query for as long as it takes to be long.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/lib";

use LogisticTest qw(create_database run_psql);
use Test::More;				# after LogisticTest: copies the layers of STDOUT

create_database('logistic_progress');

# What a fit says; it is slowed down at every thousandth row.
sub notices
{
	my ($setting, $pause) = @_;
	my $told = run_psql(<<"SQL");
SET logistic.progress = $setting;
SELECT logistic_statistics(logistic_fit(i % 3 = 0, sin(i),
	CASE WHEN i % 1000 = 0 AND pg_sleep($pause) IS NULL THEN 0 ELSE cos(i) END))
FROM generate_series(1, 5000) AS i;
SQL
	die $told->{stderr} if $told->{failed};
	return grep { /NOTICE/ } split /\n/, $told->{stderr};
}

is(scalar notices('off', 0.4), 0, 'off: nothing is said');
is(scalar notices('on', 0), 0, 'on: a short fit says nothing');
my @told = notices('on', 0.4);
ok(@told >= 1 && @told <= 3, 'on: a notice about every second');
like($told[0], qr/fit: \d+ rows read/, 'it tells the rows');
done_testing();
