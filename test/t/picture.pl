#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# picture.pl
#		The pictures in the README and docs are up to date with their data.
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

my $fit = q{logistic_fit(disease, age, male, cp, trestbps, chol, thalach, exang,
	oldpeak, ca, thal)};

# What README.md and docs/ show, of the heart and the credit data.
my %picture = (
	'heart.svg' => qq{SELECT logistic_plot_coefficients($fit) FROM heart;},
	'heart_terms.svg' => q{SELECT logistic_plot_coefficients(
		logistic_fit(logistic_options(missing => 'impute',
			terms => 'age * male + cp + bins(oldpeak, {0.5, 2}) + spline(thalach, 3) + ca + thal'),
			disease, age, male, cp, oldpeak, thalach, ca, thal)) FROM heart;},
	'heart_decision.svg' => qq{SELECT logistic_plot_decision(
		decision_curve(disease, logistic_predict((SELECT $fit FROM heart), h)))
		FROM heart h;},
	'credit_woe.svg' => q{SELECT logistic_plot_woe(
		woe_bins(woe_options(bins => 5, monotone => 'auto'), bad, duration)) FROM credit;},
	'patients_contrast.svg' => do {
		my ($table, $model) = slurp("$data/../../docs/contrast.md") =~
		  /```sql\n(CREATE TABLE patients .*?)```.*?```sql\n(CREATE TABLE outcome .*?)```/s;
		qq{SET client_min_messages = error;\n$table$model
		SELECT logistic_plot_contrasts(array_agg(region ORDER BY region), array_agg(c ORDER BY region))
		FROM (SELECT p.region, logistic_contrast(model, a, b) AS c
		      FROM outcome, patients AS p,
		           LATERAL (SELECT true AS treated, p.*) AS a, LATERAL (SELECT false AS treated, p.*) AS b
		      GROUP BY ROLLUP (p.region)) AS s;};
	});

create_database('logistic_picture');
my $told = run_psql(<<"SQL");
CREATE TABLE heart (disease boolean, age integer, male boolean, cp text,
	trestbps integer, chol integer, fbs boolean, restecg text, thalach integer,
	exang boolean, oldpeak float8, slope text, ca integer, thal text);
\\copy heart FROM '$data/heart.csv' WITH (FORMAT csv, HEADER)
CREATE TABLE credit (bad boolean, checking text, duration integer, history text,
	purpose text, amount integer, savings text, employed text, plans text,
	property text, housing text, age integer);
\\copy credit FROM '$data/german_credit.csv' WITH (FORMAT csv, HEADER)
SQL
die $told->{stderr} if $told->{failed};
foreach my $name (sort keys %picture)
{
	$told = run_psql("$picture{$name}\n");
	die $told->{stderr} if $told->{failed};
	spew("$data/$name", $told->{stdout}) if $ENV{README_UPDATE};
	is($told->{stdout}, slurp("$data/$name"), "test/data/$name is up to date");
}

# The costs in docs/performance.md, whose picture is made of its tables.
my $costs = qx($^X $FindBin::RealBin/../growth_svg.pl);

spew("$data/performance.svg", $costs) if $ENV{README_UPDATE};
is($costs, slurp("$data/performance.svg"), 'test/data/performance.svg is up to date');
done_testing();
