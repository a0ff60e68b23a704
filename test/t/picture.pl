#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# picture.pl
#		The pictures in the README and docs are those that their data give.
#
# With README_UPDATE=1 they are drawn anew.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/lib";

use LogisticTest qw(slurp spew create_database run_psql);
use Test::More;				# after LogisticTest: copies the layers of STDOUT

my $data = "$FindBin::RealBin/../data";

# The fits of README.md and docs/terms.md whose coefficients are drawn.
my %fit = (
	'heart.svg' => q{logistic_fit(disease, age, male, cp, trestbps, chol,
		thalach, exang, oldpeak, ca, thal)},
	'heart_terms.svg' => q{logistic_fit(logistic_options(missing => 'impute',
		terms => 'age * male + cp + bins(oldpeak, {0.5, 2}) + spline(thalach, 3) + ca + thal'),
		disease, age, male, cp, oldpeak, thalach, ca, thal)});

create_database('logistic_picture');
my $told = run_psql(<<"SQL");
CREATE TABLE heart (disease boolean, age integer, male boolean, cp text,
	trestbps integer, chol integer, fbs boolean, restecg text, thalach integer,
	exang boolean, oldpeak float8, slope text, ca integer, thal text);
\\copy heart FROM '$data/heart.csv' WITH (FORMAT csv, HEADER)
SQL
die $told->{stderr} if $told->{failed};
foreach my $name (sort keys %fit)
{
	$told = run_psql("SELECT logistic_plot_coefficients($fit{$name}) FROM heart;\n");
	die $told->{stderr} if $told->{failed};
	spew("$data/$name", $told->{stdout}) if $ENV{README_UPDATE};
	is($told->{stdout}, slurp("$data/$name"), "test/data/$name is up to date");
}
done_testing();
