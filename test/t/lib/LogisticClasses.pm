#-------------------------------------------------------------------------
#
# LogisticClasses.pm
#		Compares fits of more than two classes with the certified ones.
#
#-------------------------------------------------------------------------
package LogisticClasses;

use strict;
use warnings;

use Exporter 'import';
use LogisticTest qw(identifier);
use LogisticVerdict qw(digits at_least same);

our @EXPORT_OK = qw(question_of_classes judge_classes);

# Digits that every number must have, by what it is.  An interval may end
# near zero, where the same error is a larger share.
my $wanted = 12;
my @numbers = qw(estimate std_error statistic p_value conf_low conf_high
  odds_ratio);

# Certified statistics by our names for them.
my %statistics = (
	log_lik => 'log_likelihood',
	null_log_lik => 'null_log_likelihood',
	deviance => 'deviance',
	null_deviance => 'null_deviance',
	aic => 'aic',
	mcfadden_r2 => 'mcfadden_r2',
	nobs => 'n_rows_used',
	sum_weights => 'sum_weights',
	rank => 'n_parameters');

# The SQL that fits the rows of a case and asks for all that came of it.
sub question_of_classes
{
	my ($case, $rows) = @_;
	my $model = $case->{model};
	my $types = join ', ',
	  map { identifier($_->{name}) . " $_->{type}" } @{ $case->{columns} };
	my $names = join ', ', map { identifier($_->{name}) } @{ $case->{columns} };
	my $features = join ', ', map { identifier($_) } @{ $model->{features} };
	my $options =
	  $model->{weights}
	  ? 'logistic_options(weight => ' . identifier($model->{weights}) . '), '
	  : '';
	my $response = identifier($model->{response});

	return <<"SQL";
CREATE TEMP TABLE d ($types, "row number" bigserial);
COPY d ($names) FROM STDIN WITH (FORMAT csv, HEADER);
$rows\\.
CREATE TEMP TABLE f AS SELECT multinomial_fit($options$response, $features) AS m FROM d;
SELECT json_build_object(
	'statistics', (SELECT row_to_json(s) FROM multinomial_statistics(m) AS s),
	'coefficients', (SELECT json_agg(json_build_array(label, term, estimate::text,
			std_error::text, statistic::text, p_value::text, conf_low::text,
			conf_high::text, odds_ratio::text))
		FROM multinomial_coefficients(m)),
	'covariance', (SELECT json_agg(covariance::text) FROM multinomial_covariance(m)),
	'scores', (SELECT json_object_agg("row number" || label, probability::text)
		FROM d, multinomial_probabilities(m, $features)))
FROM f;
SQL
}

# Verdicts, one for each kind of number: whether it holds, what, and the digits.
sub judge_classes
{
	my ($case, $answer) = @_;
	my $want = $case->{classes};
	my $statistics = $answer->{statistics};
	my (@covariance, @verdicts);

	push @verdicts, same($statistics->{status}, 'converged', 'status');
	push @verdicts, same($statistics->{baseline}, $want->{baseline}, 'baseline');
	push @verdicts, same(
		join(', ', map { "$_->[0] $_->[1]" } @{ $answer->{coefficients} }),
		join(', ', map { "$_->[0] $_->[1]" } @{ $want->{coefficients} }),
		'classes and terms');
	foreach my $i (0 .. $#numbers)
	{
		push @verdicts, at_least($wanted, $numbers[$i],
			map {
				[   digits($answer->{coefficients}[$_][ $i + 2 ],
						$want->{coefficients}[$_][ $i + 2 ]),
					"$want->{coefficients}[$_][0] $want->{coefficients}[$_][1]" ]
			} 0 .. $#{ $want->{coefficients} });
	}

	my $n = @{ $want->{covariance} };
	foreach my $i (0 .. $n - 1)
	{
		foreach my $j (0 .. $i)
		{
			my $element = $want->{covariance}[$i][$j];

			push @covariance,
			  [ digits($answer->{covariance}[ $i * $n + $j ], $element,
				sqrt($want->{covariance}[$i][$i] * $want->{covariance}[$j][$j])),
				"$i, $j" ];
		}
	}
	push @verdicts, at_least($wanted, 'covariance', @covariance);
	push @verdicts, at_least($wanted, 'statistics',
		map { [ digits($statistics->{$_}, $want->{statistics}{ $statistics{$_} }), $_ ] }
		  sort keys %statistics);
	push @verdicts, at_least($wanted, 'probabilities',
		map { [ digits($answer->{scores}{"$_->[0]$_->[1]"}, $_->[2]), "row $_->[0], $_->[1]" ] }
		  @{ $want->{scores} });
	return @verdicts;
}

1;
