#-------------------------------------------------------------------------
#
# LogisticJudgement.pm
#		Compares metrics and calibrations with the certified ones.
#
# A case has blocks: one for the rows as they are, one for weighted rows.  A
# block is a hash from names to numbers, or to rows of numbers; the server
# is asked for a hash of the same shape.
#
#-------------------------------------------------------------------------
package LogisticJudgement;

use strict;
use warnings;

use Exporter 'import';
use List::Util qw(max min);
use LogisticTest qw(identifier);
use LogisticVerdict qw(digits);

our @EXPORT_OK = qw(question_of_block judge_block);

# Correct digits that are wanted of every number.
my $wanted = 12;

# Some cannot have them: a tail probability of 1e-13 magnifies the error of
# its statistic.
my %wanted = (hosmer_lemeshow => 11);

# What there is to ask, by kind of case; y, p, i and w stand for the label,
# the score, the row's number and the weight, which is left out in a block
# without weights, and {FIRST} for the first column of the certified rows.
my %question = (
	metrics => {
		roc_auc => 'SELECT roc_auc(y, p, w)::text FROM d',
		average_precision => 'SELECT average_precision(y, p, w)::text FROM d',
		ks_statistic => 'SELECT ks_statistic(y, p, w)::text FROM d',
		brier => 'SELECT brier_score(y, p, w)::text FROM d',
		log_loss => 'SELECT log_loss(y, p, w)::text FROM d',
		ece => 'SELECT expected_calibration_error(y, p, 10, w)::text FROM d',
		calibration => <<'SQL',
SELECT json_agg(json_build_array(mean_predicted::text, observed::text, n::text))
FROM unnest((SELECT calibration_curve(y, p, 10, w) FROM d)) AS b
SQL
		confusion => <<'SQL',
SELECT json_agg(json_build_array(threshold::text, true_positives::text,
	false_positives::text, true_negatives::text, false_negatives::text,
	accuracy::text, precision::text, recall::text, specificity::text,
	f1_score::text, balanced_accuracy::text, mcc::text) ORDER BY place)
FROM (SELECT place, (confusion_matrix(y, p, t, w)).*
	FROM d, unnest(ARRAY[{FIRST}]::float8[]) WITH ORDINALITY AS t (t, place)
	GROUP BY place) AS c
SQL
		roc => <<'SQL',
SELECT json_agg(json_build_array(threshold::text, true_positive_rate::text,
	false_positive_rate::text))
FROM unnest((SELECT roc_curve(y, p, w) FROM d)) AS r
SQL
		hosmer_lemeshow => <<'SQL' },
SELECT json_build_array(json_build_array(statistic::text, df::text,
	p_value::text))
FROM (SELECT (hosmer_lemeshow(y, p)).* FROM d) AS h
SQL
	platt => {
		intercept => <<'SQL',
SELECT estimate::text
FROM logistic_coefficients((SELECT platt_fit(y, p, w) FROM d))
WHERE term = '(Intercept)'
SQL
		slope => <<'SQL',
SELECT estimate::text
FROM logistic_coefficients((SELECT platt_fit(y, p, w) FROM d))
WHERE term <> '(Intercept)'
SQL
		calibrated => <<'SQL' },
SELECT json_agg(json_build_array(i::text, logistic_predict(m, p)::text)
	ORDER BY i)
FROM d, (SELECT platt_fit(y, p, w) AS m FROM d) AS f
WHERE i IN ({FIRST})
SQL
	isotonic => {
		blocks => <<'SQL',
SELECT json_agg(json_build_array(low::text, high::text, value::text))
FROM isotonic_blocks((SELECT isotonic_fit(y, p, w) FROM d))
SQL
		fitted => <<'SQL' });
SELECT json_agg(json_build_array(i::text, isotonic_predict(m, p)::text)
	ORDER BY i)
FROM d, (SELECT isotonic_fit(y, p, w) AS m FROM d) AS f
WHERE i IN ({FIRST})
SQL

# The query for what a block of a case says, as one JSON object.
sub question_of_block
{
	my ($case, $name) = @_;
	my $block = $case->{blocks}{$name};
	my $model = $case->{model};
	my %column = (
		y => $model->{response},
		p => $model->{features}[0],
		w => $model->{weights},
		i => 'row number');
	my @parts;

	foreach my $part (sort keys %{$block})
	{
		my $query = $question{ $case->{kind} }{$part} // die "$part?";

		$query =~ s/, w\b// if $name eq 'unweighted';
		$query =~ s/\{FIRST\}/join ', ', map { $_->[0] } @{ $block->{$part} }/e;
		$query =~ s/(?<![\w.'])([ypwi])(?![\w(])/identifier($column{$1})/ge;
		push @parts, "'$part', ($query)";
	}
	return 'SELECT json_build_object(' . join(', ', @parts) . ')';
}

# Pairs of numbers to compare; undef where one has a row too many.
sub pairs
{
	my ($got, $want) = @_;

	return ([ $got, $want ]) unless ref $want || ref $got;
	return ([ undef, 'rows' ]) unless ref $want && ref $got && @{$want} <= @{$got};
	return map { pairs($got->[$_], $want->[$_]) } 0 .. $#{$want};
}

# All verdicts on an answer: [holds or not, what was compared, digits].
sub judge_block
{
	my ($case, $name, $answer) = @_;
	my $block = $case->{blocks}{$name};

	return map {
		my $part = $_;
		my $got = $answer->{$part};
		my $want = $block->{$part};

		my $same_size = !ref $want || (ref $got && @{$got} == @{$want});
		my $worst = min(map { digits(@{$_}) } pairs($got, $want));
		my $least = $wanted{$part} // $wanted;

		[   $same_size && $worst >= $least, "$name $part",
			sprintf('%.1f digits, %d wanted', $worst, $least) ]
	} sort keys %{$block};
}

1;
