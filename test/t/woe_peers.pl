#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# woe_peers.pl
#		Bins and information values beside those that others publish.
#
# Two public data sets of test/data, and what is printed in the documentation
# of optbinning 0.19 (the tutorial of a binary target: "mean radius" and "mean
# texture" of the breast cancer data) and of the R package scorecard 0.4.5 (the
# pages of iv and woebin: the German credit data).  Of the same bins the
# weights must agree to all digits that are printed; with as many bins of at
# least as many rows, the information value must be as large, to 2 percent.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/lib";

use LogisticTest qw(create_database run_psql);
use Test::More;				# after LogisticTest: copies the layers of STDOUT

my $data = "$FindBin::RealBin/../data";

create_database('logistic_woe_peers');
my $tables = <<"SQL";
CREATE TABLE cells (radius float8, texture float8, malignant boolean);
\\copy cells FROM '$data/breast_cancer.csv' WITH (FORMAT csv, HEADER)
CREATE TABLE credit (bad boolean, checking text, duration integer, history text,
	purpose text, amount integer, savings text, employed text, plans text,
	property text, housing text, age integer);
\\copy credit FROM '$data/german_credit.csv' WITH (FORMAT csv, HEADER)
SQL
my $told = run_psql($tables);
die $told->{stderr} if $told->{failed};

# The value of a query.
sub value
{
	my ($query) = @_;
	my $answer = run_psql("$query;\n", '-qAt');

	die $answer->{stderr} if $answer->{failed};
	return $answer->{stdout} =~ s/\s+\z//r;
}

# Bins of given cuts are levels here, none of which is merged with another.
sub bins_of
{
	my ($table, $label, $x, @cuts) = @_;
	my $cuts = join ', ', @cuts;

	return "unnest((SELECT woe_bins(woe_options(bins => 20, min_share => 0), "
	  . "$label, width_bucket($x, ARRAY[$cuts]::float8[])::text) FROM $table))";
}

# The same cuts: rows, those of the label, weight and value of each bin, total.
my @published = (
	[	'optbinning, mean radius', 'cells', 'malignant', 'radius',
		[ 11.42500019, 12.32999992, 13.09499979, 13.70499992, 15.04500008, 16.92500019 ],
		[qw(118 79 68 49 83 54 118)], [qw(3 3 7 10 28 44 117)],
		[qw(-3.125170 -2.710972 -1.643814 -0.839827 -0.153979 2.002754 5.283323)],
		[qw(0.962483 0.538763 0.226599 0.052131 0.003385 0.359566 2.900997)],
		'5.043925' ],
	[	'scorecard, credit amount', 'credit', 'bad', 'amount',
		[ 1400, 1800, 4000, 9200 ],
		[qw(267 105 382 196 50)], [qw(82 18 95 76 29)],
		[qw(0.033661 -0.728239 -0.258307 0.390539 1.170071)],
		[qw(0.000305 0.046815 0.024109 0.031987 0.078005)],
		'0.181220' ]);
foreach my $peer (@published)
{
	my ($name, $table, $label, $x, $cuts, $n, $positives, $woe, $iv, $total) = @$peer;
	my $bins = bins_of($table, $label, $x, @$cuts);

	# levels come from the lowest rate up; theirs go by x
	is(value("SELECT string_agg(n::text, ' ' ORDER BY levels[1]) FROM $bins"),
		"@$n", "$name: rows");
	is(value("SELECT string_agg(positives::text, ' ' ORDER BY levels[1]) FROM $bins"),
		"@$positives", "$name: rows of the label");
	is(value("SELECT string_agg(round(woe::numeric, 6)::text, ' ' ORDER BY levels[1]) FROM $bins"),
		"@$woe", "$name: weights of evidence");
	is(value("SELECT string_agg(round(iv::numeric, 6)::text, ' ' ORDER BY levels[1]) FROM $bins"),
		"@$iv", "$name: information values");
	is(value("SELECT round(sum(iv)::numeric, 6) FROM $bins"), $total,
		"$name: their sum");
}

# Levels as they are.
my %level = (checking => '0.666', history => '0.293', savings => '0.196');
foreach my $x (sort keys %level)
{
	is(value("SELECT round(information_value(woe_options(min_share => 0), bad, $x)::numeric, 3) FROM credit"),
		$level{$x}, "scorecard, $x: information value");
}
is(value("SELECT round(information_value(bad, housing)::numeric, 8) FROM credit"),
	'0.08329343', 'scorecard, housing: information value');

# As many bins, each of as many rows as their smallest one: at least their
# value, or nearly so: cuts lie at one of 50 quantiles, theirs anywhere.
foreach my $peer (
	[ 'optbinning, mean radius', 'cells', 'malignant', 'radius', 7, 49, 5.043925, 'auto' ],
	[ 'optbinning, mean texture', 'cells', 'malignant', 'texture', 11, 29, 1.438701, 'none' ],
	[ 'scorecard, credit amount', 'credit', 'bad', 'amount', 5, 50, 0.181220, 'none' ])
{
	my ($name, $table, $label, $x, $bins, $rows, $theirs, $monotone) = @$peer;
	my $found = value(
		"SELECT count(*) || ' ' || min(n) || ' ' || round(sum(iv)::numeric, 4) "
		  . "FROM unnest((SELECT woe_bins(woe_options(bins => $bins, "
		  . "min_share => $rows.0 / (SELECT count(*) FROM $table), monotone => '$monotone'), "
		  . "$label, $x) FROM $table))");
	my ($n, $least, $ours) = split ' ', $found;

	ok($n <= $bins && $least >= $rows && $ours >= 0.98 * $theirs,
		"$name: $n bins of at least $least rows, information value $ours against $theirs");
}
done_testing();
