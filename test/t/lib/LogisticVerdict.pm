#-------------------------------------------------------------------------
#
# LogisticVerdict.pm
#		Compares the answer of a fit with the certified one.
#
# Every function takes a certified case and an answer and returns verdicts:
# [holds or not, what was compared, what was found].  They know nothing of
# servers, so that a test can hand them answers that are wrong.
#
# An answer is what reference.pl asks the server for:
#
#		null			1 if there is no model
#		sqlstate		of the error, if there was one, with its message
#		warnings		text of all warnings, one string each
#		coefficients	[term, estimate, std_error, statistic, p_value,
#						 conf_low, conf_high, odds_ratio], ...
#		covariance		[term_a, term_b, covariance], ...
#		statistics		hash, the columns of logistic_statistics
#		scores			[row, label, log-odds, probability], ...
#
# Method
#		Correct digits are -log10 of the relative error, at most 16.  The
#		numbers come as text, and double arithmetic on them loses nothing
#		that a double could have told.
#
#-------------------------------------------------------------------------
package LogisticVerdict;

use strict;
use warnings;

use Exporter 'import';
use List::Util qw(max min);

our @EXPORT_OK = qw(digits at_least same judge judge_fit judge_groups);

# Beyond these a double, or what follows from it, has no digits to compare.
my $tiny = 1e-290;
my $huge = 1e290;

# certified name => ours
my %statistic = (
	log_likelihood => 'log_lik',
	null_log_likelihood => 'null_log_lik',
	deviance => 'deviance',
	null_deviance => 'null_deviance',
	aic => 'aic',
	bic_rows => 'bic',
	mcfadden_r2 => 'mcfadden_r2',
	lr_chi2 => 'lr_statistic',
	df_residual => 'df_residual',
	df_null => 'df_null',
	sum_weights => 'sum_weights',
	n_rows_positive_weight => 'nobs',
	effective_df => 'effective_df');

# Digits that a fit with options must have, by kind of case.
my %fit_digits = (ridge => 10, robust => 10, firth => 10, elastic_net => 8);

# certified status => ours
my %status = (
	converged => 'converged',
	rank_deficient => 'converged',
	complete_separation => 'separated',
	quasi_separation => 'separated',
	degenerate_response => 'one_class');

# Correct digits of a number; "scale" replaces |want| where an error is
# absolute by nature, as that of a covariance near zero.  -99 is wrong in
# kind: missing, infinite, NaN.
sub digits
{
	my ($got, $want, $scale) = @_;

	return defined $got ? -99 : 16 unless defined $want;
	return -99 unless defined $got;
	if ("$want$got" =~ /[IN]/i)
	{
		return lc $got eq lc $want ? 16 : -99;
	}
	my $error = abs($got - $want);
	return 16 if $error == 0;
	$scale //= abs($want) || 1;
	return min(16, -log($error / $scale) / log(10));
}

# The worst of several numbers: [digits, what], ...
sub worst
{
	my @worst = (16, '');

	foreach my $one (@_)
	{
		@worst = @{$one} if $one->[0] < $worst[0];
	}
	return @worst;
}

# A verdict on the worst of several numbers.
sub at_least
{
	my ($wanted, $what, @found) = @_;
	my ($digits, $where) = worst(@found);

	return [ @found > 0 && $digits >= $wanted, $what,
		sprintf('%.1f digits%s, %.1f wanted',
			$digits, $where ne '' ? " ($where)" : '', $wanted) ];
}

sub same
{
	my ($got, $want, $what) = @_;

	$got //= 'none';
	return [ $got eq $want, $what, $got eq $want ? $got : "$got, not $want" ];
}

sub by_term
{
	my ($rows) = @_;

	return { map { $_->[0] => $_ } @{$rows} };
}

# All verdicts on the answer to a case of any kind but a grouped one.
sub judge
{
	my ($case, $answer) = @_;
	my $expected = $case->{expected};

	return judge_refusal($answer) if $expected->{status} eq 'invalid_input';
	return [ 0, 'fit', "$answer->{sqlstate} $answer->{message}" ]
	  if $answer->{sqlstate};
	return same($answer->{null} ? 'null' : 'a model', 'null', 'model')
	  if $expected->{status} eq 'no_data';
	return [ 0, 'model', 'none' ] if $answer->{null};
	return judge_borderline($case, $answer) if $case->{borderline};

	my $ours = $status{ $expected->{status} };
	my @verdicts = same($answer->{statistics}{status}, $ours, 'status');
	push @verdicts,
	    $ours eq 'separated' ? judge_separated($case, $answer)
	  : $ours eq 'one_class' ? judge_one_class($case, $answer)
	  : judge_estimates($case, $answer);
	return @verdicts;
}

sub judge_refusal
{
	my ($answer) = @_;
	my $sqlstate = $answer->{sqlstate} // 'none';

	# data exceptions only: a crash or an internal error does not count as
	# refusal
	return [ scalar($sqlstate =~ /^22/), 'error',
		join(' ', $sqlstate, $answer->{message} // ()) ];
}

# Digits that a converged fit must have.
sub wanted
{
	my ($case) = @_;
	my $tolerance = $case->{tolerance} // {};
	my $tight = $case->{r_tight};

	return (
		max($tolerance->{min_lre_coef} // 9,
			defined $tight ? min($tight, 14) - 1 : 0),
		$tolerance->{min_lre_std_error} // 7,
		$tolerance->{min_lre_log_likelihood} // 10);
}

sub judge_estimates
{
	my ($case, $answer) = @_;
	my $expected = $case->{expected};
	my ($for_estimate, $for_error, $for_statistic) = wanted($case);
	my $got = by_term($answer->{coefficients});
	my (@estimates, @errors, @tests, @verdicts);

	my @aliased = map { $_->[0] }
	  grep { !defined $_->[1] } @{ $answer->{coefficients} };
	push @verdicts,
	  same(join(', ', @aliased), join(', ', @{ $expected->{aliased} // [] }),
		'aliased')
	  if @aliased || $expected->{aliased};

	my %aliased = map { $_ => 1 } @aliased;
	push @verdicts,
	  same(
		join(', ', grep { !$aliased{$_} } map { $_->[0] } @{ $answer->{coefficients} }),
		join(', ', map { $_->[0] } @{ $expected->{coefficients} }),
		'terms');

	foreach my $want (@{ $expected->{coefficients} })
	{
		my ($term, $estimate, $error) = @{$want};
		my $row = $got->{$term} // [];

		push @estimates, [ digits($row->[1], $estimate), $term ];
		push @errors, [ digits($row->[2], $error), $term ];
		push @tests, tests_of_term($want, $row);
	}
	push @verdicts,
	  at_least($for_estimate, 'coefficients', @estimates),
	  at_least($for_error, 'standard errors', @errors),
	  at_least($for_error - 2, 'tests and intervals', @tests),
	  at_least($for_error - 1, 'covariance', covariances($case, $answer)),
	  judge_statistics($case, $answer, $for_statistic);
	push @verdicts, judge_scores($case, $answer) if $expected->{scores};
	return @verdicts;
}

# What follows from estimate and error, each by the scale of its error: a
# limit of an interval may be near zero, exp(x) loses the digits before the
# point of x, and the tail at z loses those of z squared.
sub tests_of_term
{
	my ($want, $row) = @_;
	my ($term, $estimate, undef, $z, $p, $low, $high, $ratio) = @{$want};
	my $reach = max(abs $low, abs $high);
	my @found = (
		[ digits($row->[3], $z), "$term, statistic" ],
		[ digits($row->[5], $low, $reach), "$term, conf_low" ],
		[ digits($row->[6], $high, $reach), "$term, conf_high" ]);

	push @found,
	  [ digits($row->[4], $p, $p * max(1, $z * $z)), "$term, p_value" ]
	  if $p > $tiny;
	push @found,
	  [ digits($row->[7], $ratio, $ratio * max(1, abs $estimate)),
		"$term, odds_ratio" ]
	  if $ratio > $tiny && $ratio < $huge;
	return @found;
}

sub covariances
{
	my ($case, $answer) = @_;
	my $expected = $case->{expected};
	my @terms = map { $_->[0] } @{ $expected->{coefficients} };
	my @matrix = @{ $expected->{covariance} };
	my (%got, @found);

	foreach my $row (@{ $answer->{covariance} })
	{
		$got{ $row->[0] }{ $row->[1] } = $row->[2];
	}
	foreach my $i (0 .. $#terms)
	{
		foreach my $j (0 .. $i)
		{
			my ($a, $b) = @terms[ $i, $j ];
			my $scale = sqrt($matrix[$i][$i]) * sqrt($matrix[$j][$j]);

			push @found, [ digits($got{$a}{$b} // $got{$b}{$a},
					$matrix[$i][$j], $scale), "$a, $b" ];
		}
	}
	return @found;
}

sub judge_statistics
{
	my ($case, $answer, $wanted) = @_;
	my $want = $case->{expected}{statistics};
	my $got = $answer->{statistics};
	my @found;

	foreach my $name (sort keys %statistic)
	{
		next unless defined $want->{$name};
		push @found,
		  [ digits($got->{ $statistic{$name} }, $want->{$name}), $name ];
	}
	push @found,
	  [ digits($got->{lr_p_value}, $want->{lr_p_value},
			$want->{lr_p_value} * max(1, $want->{lr_chi2})), 'lr_p_value' ]
	  if ($want->{lr_p_value} // 0) > $tiny;

	# with weights, a row of weight 0 may be counted either way
	if (!$case->{model}{weights})
	{
		push @found,
		  [ digits($got->{n_skipped}, $want->{n_rows} - $want->{n_rows_used}),
			'n_skipped' ],
		  [ digits($got->{n_positive}, $want->{sum_weights_events}),
			'n_positive' ];
	}
	return at_least($wanted - 1, 'statistics', @found);
}

# A score is a sum whose parts may cancel: its error is that of the parts,
# and the digits are counted from the first one before the point.
sub judge_scores
{
	my ($case, $answer) = @_;
	my ($wanted) = wanted($case);
	my %got = map { $_->[0] => $_ } @{ $answer->{scores} };
	my @found;

	foreach my $want (@{ $case->{expected}{scores} })
	{
		my ($row, $score, $probability) = @{$want};
		my $scored = $got{$row} // [];

		if (!defined $score)
		{
			push @found, [ digits($scored->[2], undef), "row $row" ];
			next;
		}
		push @found,
		  [ digits($scored->[2], $score, max(1, abs $score)), "row $row" ];
		push @found,
		  [ digits($scored->[3], $probability,
				$probability * max(1, abs $score)),
			"row $row, probability" ]
		  if $probability > $tiny && !$case->{model}{offset};
	}
	return at_least(min(9, $wanted - 3), 'scores', @found);
}

# Columns so near to collinear that a double cannot tell: leaving one out,
# and saying so, is as good an answer as the estimates are; wrong numbers
# called converged are none.  What one column of noise can do for the
# log-likelihood is bounded by chance.
sub judge_borderline
{
	my ($case, $answer) = @_;
	my $status = $answer->{statistics}{status};

	return [ 1, 'borderline', "status $status" ] if $status ne 'converged';

	my @aliased = map { $_->[0] }
	  grep { !defined $_->[1] } @{ $answer->{coefficients} };
	if (@aliased)
	{
		my $lost = $case->{expected}{statistics}{log_likelihood}
		  - $answer->{statistics}{log_lik};

		return [ $lost > -1e-6 && $lost < 3, 'borderline',
			sprintf('aliased %s, for %.2f of the log-likelihood',
				join(', ', @aliased), $lost) ];
	}

	my $got = by_term($answer->{coefficients});
	return at_least(1, 'borderline',
		map { [ digits($got->{ $_->[0] }[1], $_->[1]), $_->[0] ] }
		  @{ $case->{expected}{coefficients} });
}

# Separation: infinities where they belong, limits where they exist.
sub judge_separated
{
	my ($case, $answer) = @_;
	my $expected = $case->{expected};
	my @verdicts;

	push @verdicts,
	  at_least(8, 'log-likelihood',
		[ digits($answer->{statistics}{log_lik},
				$expected->{sup_log_likelihood}), '' ])
	  if defined $expected->{sup_log_likelihood};

	my %aliased = map { $_ => 1 } @{ $expected->{aliased} // [] };
	my @rest = grep { !$aliased{ $_->[0] } } @{ $answer->{coefficients} };
	my @guilty = map { $_->[0] }
	  grep { !defined $_->[1] || $_->[1] =~ /Infinity/ } @rest;
	push @verdicts,
	  same(
		join(', ', map { $_->[0] } grep { $aliased{ $_->[0] } && !defined $_->[1] }
			  @{ $answer->{coefficients} }),
		join(', ', @{ $expected->{aliased} }),
		'aliased')
	  if %aliased;
	if ($expected->{limits})
	{
		my $got = by_term($answer->{coefficients});
		my @found;

		push @verdicts,
		  same(join(', ', @guilty),
			join(', ', map { $_->[0] }
				  grep { $_->[1] =~ /Infinity/ } @{ $expected->{limits} }),
			'guilty terms');
		foreach my $want (@{ $expected->{limits} })
		{
			my ($term, $limit, $error) = @{$want};
			my $row = $got->{$term} // [];

			push @found, [ digits($row->[1], $limit), $term ];
			push @found, [ digits($row->[2], $error), "$term, std_error" ];
		}
		push @verdicts, at_least(6, 'limits', @found);
	}
	else
	{
		# a diverging term has no standard error
		my %guilty = map { $_ => 1 } @guilty;
		my @exact = grep { $guilty{ $_->[0] } && defined $_->[2] } @rest;

		push @verdicts, [ @guilty > 0 && !@exact, 'guilty terms',
			@guilty . ' of ' . @rest ];
	}
	return @verdicts, judge_warning($answer, @guilty),
	  judge_infinite_scores($case, $answer);
}

# One warning, and the terms are in it.
sub judge_warning
{
	my ($answer, @terms) = @_;
	my @warnings = @{ $answer->{warnings} };
	my @missing = grep { index($warnings[0] // '', $_) < 0 } @terms;

	return [ 0, 'warning', @warnings . ' warnings' ] if @warnings != 1;
	return [ !@missing, 'warning',
		@missing ? 'without ' . join(', ', @missing) : 'names the terms' ];
}

# Infinite scores agree with the labels; the rest are as many as certified.
sub judge_infinite_scores
{
	my ($case, $answer) = @_;
	my $expected = $case->{expected};
	my $finite = 0;
	my @wrong;

	foreach my $scored (@{ $answer->{scores} })
	{
		my ($row, $label, $score) = @{$scored};

		next unless defined $label;
		if (!defined $score || $score =~ /NaN/i)
		{
			push @wrong, $row;
		}
		elsif ($score !~ /Infinity/)
		{
			$finite++;
		}
		elsif (($score =~ /^-/ ? 0 : 1) != ($label =~ /^(?:1|t|true)$/ ? 1 : 0))
		{
			push @wrong, $row;
		}
	}
	my $wanted =
	  $expected->{status} eq 'complete_separation'
	  ? 0
	  : $expected->{rows_not_separated};
	return [ 0, 'scores', 'none' ] unless @{ $answer->{scores} };
	return [ 0, 'scores', 'wrong in rows ' . join(', ', @wrong) ] if @wrong;
	return [ !defined $wanted || $finite == $wanted, 'scores',
		"$finite finite" . (defined $wanted ? ", $wanted wanted" : '') ];
}

# One class: the intercept runs off by itself.
sub judge_one_class
{
	my ($case, $answer) = @_;
	my $response = $case->{expected}{response};
	my %estimate = map { $_->[0] => $_->[1] } @{ $answer->{coefficients} };
	my $intercept = delete $estimate{'(Intercept)'};
	my @rest = grep { defined $estimate{$_} } sort keys %estimate;
	my @verdicts = (
		at_least(16, 'log-likelihood',
			[ digits($answer->{statistics}{log_lik}, 0), '' ]),
		[ !@rest, 'other terms', @rest ? join(', ', @rest) : 'null' ]);

	push @verdicts,
	  same($intercept, $response ? 'Infinity' : '-Infinity', 'intercept')
	  if defined $response;
	return @verdicts;
}

# One of several fits of the same rows, each with options of its own.
sub judge_fit
{
	my ($case, $answer) = @_;
	my $expected = $case->{expected};
	my $wanted = $fit_digits{ $case->{kind} };
	my (@estimates, @errors, @tests, @statistics);

	return [ 0, 'fit', "$answer->{sqlstate} $answer->{message}" ]
	  if $answer->{sqlstate};

	my $got = by_term($answer->{coefficients});
	foreach my $want (@{ $expected->{coefficients} })
	{
		my ($term, $estimate, $error, $chi_square, $p) = @{$want};
		my $row = $got->{$term} // [];

		# a zero is exact or wrong
		push @estimates, [ $estimate != 0 ? digits($row->[1], $estimate) :
			defined $row->[1] && $row->[1] == 0 ? 16 : -99, $term ];
		push @errors, [ digits($row->[2], $error), $term ];
		push @tests, [ digits($row->[3], $chi_square), $term ],
		  [ digits($row->[4], $p), "$term, p_value" ]
		  if defined $chi_square;
	}
	foreach my $name (grep { defined $expected->{$_} } sort keys %statistic)
	{
		push @statistics,
		  [ digits($answer->{statistics}{ $statistic{$name} },
				$expected->{$name}), $name ];
	}
	return
	  same($answer->{statistics}{status}, 'converged', 'status'),
	  same(
		join(', ', map { $_->[0] } @{ $answer->{coefficients} }),
		join(', ', map { $_->[0] } @{ $expected->{coefficients} }),
		'terms'),
	  at_least($wanted, 'coefficients', @estimates),
	  at_least($wanted, 'standard errors', @errors),
	  @tests ? at_least($wanted, 'tests', @tests) : (),
	  at_least($wanted, 'statistics', @statistics);
}

# A query with GROUP BY: the worst of all groups, and no group spoils another.
sub judge_groups
{
	my ($case, $answers) = @_;
	my (%verdict, @order);

	foreach my $group (@{ $case->{groups} })
	{
		my $key = $group->{group} // 'NULL';
		my $answer = $answers->{$key};
		my %part = (%{$case}, expected => $group);

		# rows are numbered through all groups: scores are not asked for
		delete $part{expected}{scores};
		my @found =
		    !$answer ? [ 0, 'group', 'missing' ]
		  : ($status{ $group->{status} } // '') eq 'separated'
		  ? same($answer->{statistics}{status}, 'separated', 'status')
		  : judge(\%part, $answer);
		foreach my $one (@found)
		{
			my ($holds, $what, $told) = @{$one};

			push @order, $what unless $verdict{$what};
			$verdict{$what} //= { good => 0, bad => [] };
			$holds
			  ? $verdict{$what}{good}++
			  : push @{ $verdict{$what}{bad} }, "$key: $told";
		}
	}
	return [ keys %{$answers} == @{ $case->{groups} }, 'groups',
		scalar keys %{$answers} ],
	  map {
		my ($good, $bad) = @{ $verdict{$_} }{qw(good bad)};
		[ !@{$bad}, $_, join('; ', "$good groups hold", @{$bad}) ]
	  } @order;
}

1;
