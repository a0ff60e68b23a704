#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# picture.pl
#		The picture in the README is the one that its data give.
#
# With README_UPDATE=1 it is drawn anew.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/lib";

use LogisticTest qw(slurp spew create_database run_psql);
use Test::More;				# after LogisticTest: copies the layers of STDOUT

my $data = "$FindBin::RealBin/../data";
my $file = "$data/heart.svg";

create_database('logistic_picture');
my $told = run_psql(<<"SQL");
CREATE TABLE heart (disease boolean, age integer, male boolean, cp text,
	trestbps integer, chol integer, fbs boolean, restecg text, thalach integer,
	exang boolean, oldpeak float8, slope text, ca integer, thal text);
\\copy heart FROM '$data/heart.csv' WITH (FORMAT csv, HEADER)
SELECT logistic_plot_coefficients(logistic_fit(disease, age, male, cp,
	trestbps, chol, thalach, exang, oldpeak, ca, thal)) FROM heart;
SQL
die $told->{stderr} if $told->{failed};
spew($file, $told->{stdout}) if $ENV{README_UPDATE};
is($told->{stdout}, slurp($file), 'test/data/heart.svg is up to date');
done_testing();
