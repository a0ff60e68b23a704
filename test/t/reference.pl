#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# reference.pl
#		Fits the certified cases and counts the correct digits.
#
# usage: perl reference.pl [CASE ...]
#
# One test for each case and property; the digits stand in its name.  The
# cases are in test/reference, see the README there.  The server is that of
# the environment (PGHOST, PGPORT, PGUSER); the test makes a database of its
# own there, and drops it.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/lib";

use JSON::PP ();
use List::Util qw(max);
use LogisticClasses qw(question_of_classes judge_classes);
use LogisticJudgement qw(question_of_block judge_block);
use LogisticTest qw(slurp parse_json identifier create_database run_psql);
use LogisticVerdict qw(digits judge judge_fit judge_groups);
use Test::More;				# after LogisticTest: copies the layers of STDOUT

my $cases = "$FindBin::RealBin/../reference";
my %only = map { $_ => 1 } @ARGV;

# Units in the last place that a function may be off by.
my %ulps = (
	bce => 4,
	bce_with_logits => 4,
	gelu => 2,
	sigmoid_derivative => 2,
	silu => 2,
	softmax => 2);

# All results of the model m as JSON; numbers are text, as JSON has no
# infinities.
my $question = <<'SQL';
json_build_object(
	'null', CASE WHEN m IS NULL THEN 1 ELSE 0 END,
	'statistics', (SELECT row_to_json(s) FROM logistic_statistics(m) AS s),
	'coefficients', (SELECT json_agg(json_build_array(term, estimate::text,
			std_error::text, statistic::text, p_value::text, conf_low::text,
			conf_high::text, odds_ratio::text))
		FROM logistic_coefficients(m)),
	'covariance', (SELECT json_agg(json_build_array(term_a, term_b,
			covariance::text))
		FROM logistic_covariance(m)))
SQL

test_the_test() unless %only;
create_database('logistic_reference');

foreach my $file (sort glob "$cases/scalar_*.csv")
{
	my ($name) = $file =~ /(scalar_\w+)\.csv$/;

	next if %only && !$only{$name};
	test_function($name, slurp($file));
}
foreach my $file (sort glob "$cases/*.json")
{
	my $case = parse_json(slurp($file));

	next if %only && !$only{ $case->{name} };
	if ($case->{kind} eq 'multinomial')
	{
		report($case->{name}, judge_classes($case, ask_classes($case)));
		next;
	}
	if ($case->{blocks})
	{
		foreach my $block (sort keys %{ $case->{blocks} })
		{
			report($case->{name},
				judge_block($case, $block, ask_block($case, $block)));
		}
		next;
	}
	if ($case->{fits})
	{
		foreach my $fit (@{ $case->{fits} })
		{
			my %one = (%{$case}, %{$fit});

			report("$case->{name}, " . join(', ', @{ $fit->{options} }),
				judge_fit(\%one, ask(\%one)));
		}
		next;
	}
	report($case->{name},
		$case->{groups}
		? judge_groups($case, ask_groups($case))
		: judge($case, ask($case)));
}
done_testing();

sub report
{
	my ($name, @verdicts) = @_;

	foreach my $verdict (@verdicts)
	{
		my ($holds, $what, $found) = @{$verdict};

		ok($holds, "$name: $what: $found");
	}
	return;
}

# Fits a case of more than two classes and answers what came of it.
sub ask_classes
{
	my ($case) = @_;
	my $told = run_psql(question_of_classes($case,
			slurp("$cases/$case->{data}")));

	diag($told->{stderr}) if $told->{stderr} ne '';
	return parse_json($told->{stdout});
}

# A table of arguments and correctly rounded results.  The distance of two
# doubles in units in the last place is that of their bits as integers.
sub test_function
{
	my ($name, $table) = @_;
	my ($function) = $name =~ /^scalar_(\w+)/;
	my ($header) = $table =~ /^(.*)$/m;
	my $array = $function eq 'softmax' ? '[]' : '';
	my @columns = split /,/, $header;
	my $arguments = join ', ', @columns[ 0 .. $#columns - 1 ];
	my $types = join ', ', map { "$_ float8$array" } @columns;
	my $pairs =
	  $array
	  ? 'FROM v, unnest(got, result) AS u (got, result)'
	  : 'FROM v AS u';
	my $allowed = $ulps{$function} // 1;
	my $told = run_psql(<<"SQL");
CREATE TEMP TABLE v ($types);
COPY v FROM STDIN WITH (FORMAT csv, HEADER);
$table\\.
ALTER TABLE v ADD got float8$array;
UPDATE v SET got = $function($arguments);
CREATE FUNCTION pg_temp.place(float8) RETURNS numeric
LANGUAGE SQL IMMUTABLE STRICT AS \$\$
	SELECT CASE WHEN bits < 0 THEN -9223372036854775808 - bits ELSE bits END
	FROM (SELECT ('x' || encode(float8send(\$1), 'hex'))::bit(64)::bigint::numeric)
		AS b (bits)
\$\$;
SELECT count(*), max(abs(pg_temp.place(u.got) - pg_temp.place(u.result))),
	count(*) FILTER (WHERE u.got IS NULL OR u.got = 'NaN')
$pairs;
SQL
	my ($n, $worst, $missing) = split /\|/, $told->{stdout};

	if ($told->{failed})
	{
		fail($name);
		diag($told->{stderr});
		return;
	}
	chomp $missing;
	ok($n > 0 && !$missing && $worst <= $allowed,
		"$name: $worst ulp off at most in $n values, $allowed allowed"
		  . ($missing ? ", $missing missing" : ''));
	return;
}

# The script that makes the table d, its rows numbered.
sub load_rows
{
	my ($case) = @_;

	return "CREATE TEMP TABLE d AS SELECT *, row_number() OVER () AS \"row number\""
	  . " FROM ($case->{generator_sql}) AS g;\n"
	  if $case->{generator_sql};

	my @columns = map { identifier($_->{name}) } @{ $case->{columns} };
	my $names = join ', ', @columns;
	my $types = join ', ',
	  map { identifier($_->{name}) . " $_->{type}" } @{ $case->{columns} };
	my $rows = slurp("$cases/$case->{data}");

	$rows .= "\n" if $rows !~ /\n\z/;
	return <<"SQL" if !$case->{counted};
CREATE TEMP TABLE d ($types, "row number" bigserial);
COPY d ($names) FROM STDIN WITH (FORMAT csv, HEADER);
$rows\\.
SQL
	return <<"SQL";
CREATE TEMP TABLE c ($types, count integer);
COPY c FROM STDIN WITH (FORMAT csv, HEADER);
$rows\\.
CREATE TEMP TABLE d AS SELECT $names, row_number() OVER () AS "row number"
FROM c, generate_series(1, c.count);
SQL
}

# The call of the aggregate.
sub fit
{
	my ($case) = @_;
	my $model = $case->{model};
	my @options = @{ $case->{options} // [] };

	push @options, 'weight => ' . identifier($model->{weights})
	  if $model->{weights};
	push @options, 'logit_offset => ' . identifier($model->{offset})
	  if $model->{offset};
	push @options, 'intercept => false' unless $model->{intercept};
	return 'logistic_fit('
	  . join(', ',
		@options ? 'logistic_options(' . join(', ', @options) . ')' : (),
		map { identifier($_) } $model->{response}, @{ $model->{features} })
	  . ')';
}

# Fits a case and answers what came of it.
sub ask
{
	my ($case) = @_;
	my $model = $case->{model};
	my $expected = $case->{expected};
	my $features = join '', map { ', ' . identifier($_) } @{ $model->{features} };
	my $offset =
	  $model->{offset} ? ' + ' . identifier($model->{offset}) : '';
	my $scored =
	  $expected->{scores}
	  ? join ', ', map { $_->[0] } @{ $expected->{scores} }
	  : '0';
	my $separated = $expected->{status} =~ /separation/ ? 'true' : 'false';
	my $told = run_psql(load_rows($case) . <<"SQL");
CREATE TEMP TABLE f AS SELECT @{[ fit($case) ]} AS m FROM d;
SELECT $question FROM f;
SELECT coalesce(json_agg(json_build_array("row number", label, score::text,
		probability::text)), '[]')
FROM (SELECT "row number", @{[ identifier($model->{response}) ]} AS label,
		logistic_score(m$features)$offset AS score,
		logistic_predict(m$features) AS probability
	FROM d, f
	WHERE $separated OR "row number" IN ($scored)) AS s;
SQL
	my ($sqlstate, $message) =
	  $told->{stderr} =~ /^(?:ERROR|FATAL|PANIC):\s+(\w{5}): (.*)/m;
	return { sqlstate => $sqlstate // 'none', message => $message // $told->{stderr} }
	  if $told->{failed};

	my ($answer, $scores) = split /\n(?=\[)/, $told->{stdout};
	$answer = parse_json($answer);
	$answer->{scores} = parse_json($scores);
	$answer->{warnings} = [ $told->{stderr} =~
		  /^(WARNING:.*(?:\n(?:DETAIL|HINT):.*)*)/mg ];
	return $answer;
}

# The same for a query with GROUP BY: answers by group.
sub ask_groups
{
	my ($case) = @_;
	my $group = identifier($case->{model}{group});
	my $told = run_psql(load_rows($case) . <<"SQL");
SET client_min_messages = error;
SELECT json_agg(json_build_object('group', k, 'answer', $question))
FROM (SELECT $group AS k, @{[ fit($case) ]} AS m FROM d GROUP BY 1) AS g;
SQL
	diag($told->{stderr}) if $told->{stderr} ne '';
	return {} if $told->{failed};
	return { map { $_->{group} // 'NULL' => $_->{answer} }
		  @{ parse_json($told->{stdout}) } };
}

# What the server says of one block of a judgement.
sub ask_block
{
	my ($case, $block) = @_;
	my $told = run_psql(load_rows($case) . question_of_block($case, $block)
		  . ";\n");

	diag($told->{stderr}) if $told->{stderr} ne '';
	return $told->{failed} ? {} : parse_json($told->{stdout});
}

# A test that cannot fail proves nothing: the certified answers themselves
# must pass, and each of them must fail with a single number changed.
sub test_the_test
{
	ok(abs(digits('1.0001', '1') - 4) < 1e-6, 'digits: 1.0001 for 1 is 4');
	ok(digits('0.5', '0.5') == 16, 'digits: equal is 16');
	ok(digits('-2', '2') < 0, 'digits: the wrong sign is none');
	ok(digits(undef, '1') == -99, 'digits: a missing number is wrong');
	ok(digits('1', undef) == -99, 'digits: a number too many is wrong');
	ok(digits('NaN', '1') == -99, 'digits: NaN is wrong');
	ok(digits('Infinity', '-Infinity') == -99, 'digits: -Infinity is not Infinity');
	ok(digits('1e-9', '0') < 9.1, 'digits: the error of 0 is absolute');

	my $case = parse_json(slurp("$cases/mle_synth_plain20.json"));
	ok(!(grep { !$_->[0] } judge($case, certified($case))),
		'the certified answer passes');
	foreach my $change (
		[ 'coefficients', sub { $_[0]{coefficients}[3][1] *= 1 + 1e-12 } ],
		[ 'standard errors', sub { $_[0]{coefficients}[3][2] *= 1 + 1e-10 } ],
		[ 'tests and intervals', sub { $_[0]{coefficients}[3][4] *= 1 + 1e-6 } ],
		[ 'covariance', sub { $_[0]{covariance}[5][2] *= 1 + 1e-6 } ],
		[ 'statistics', sub { $_[0]{statistics}{aic} *= 1 + 1e-8 } ],
		[ 'scores', sub { $_[0]{scores}[2][2] *= 1 + 1e-6 } ],
		[ 'status', sub { $_[0]{statistics}{status} = 'separated' } ],
		[ 'terms', sub { $_[0]{coefficients}[3][0] = 'other' } ])
	{
		my ($what, $spoil) = @{$change};
		my $answer = certified($case);

		$spoil->($answer);
		my ($verdict) = grep { $_->[1] eq $what } judge($case, $answer);
		ok($verdict && !$verdict->[0], "a wrong answer fails: $what");
	}

	$case = parse_json(slurp("$cases/ridge_weights_offset.json"));
	$case = { %{$case}, %{ $case->{fits}[0] } };
	ok(!(grep { !$_->[0] } judge_fit($case, certified($case))),
		'a certified ridge passes');
	foreach my $change (
		[ 'coefficients', sub { $_[0]{coefficients}[3][1] *= 1 + 1e-9 } ],
		[ 'standard errors', sub { $_[0]{coefficients}[3][2] *= 1 + 1e-9 } ],
		[ 'statistics', sub { $_[0]{statistics}{effective_df} = 7 } ],
		[ 'status', sub { $_[0]{statistics}{status} = 'separated' } ],
		[ 'terms', sub { $_[0]{coefficients}[3][0] = 'other' } ])
	{
		my ($what, $spoil) = @{$change};
		my $answer = certified($case);

		$spoil->($answer);
		my ($verdict) = grep { $_->[1] eq $what } judge_fit($case, $answer);
		ok($verdict && !$verdict->[0], "a wrong ridge fails: $what");
	}

	$case = parse_json(slurp("$cases/path_quasi_factor_level.json"));
	ok(!(grep { !$_->[0] } judge($case, certified_separation($case))),
		'a certified separation passes');
	foreach my $change (
		[ 'guilty terms', sub { $_[0]{coefficients}[3][1] = 18.1 } ],
		[ 'limits', sub { $_[0]{coefficients}[1][1] *= 1 + 1e-5 } ],
		[ 'limits', sub { $_[0]{coefficients}[3][1] = '-Infinity' } ],
		[ 'limits', sub { $_[0]{coefficients}[3][2] = 1397 } ],
		[ 'warning', sub { $_[0]{warnings} = [] } ],
		[ 'warning', sub { $_[0]{warnings} = ['separated'] } ],
		[ 'scores', sub { $_[0]{scores}[0][2] = '-Infinity' } ],
		[ 'scores', sub { $_[0]{scores}[0][2] = 'NaN' } ],
		[ 'log-likelihood', sub { $_[0]{statistics}{log_lik} = 0 } ],
		[ 'status', sub { $_[0]{statistics}{status} = 'converged' } ])
	{
		my ($what, $spoil) = @{$change};
		my $answer = certified_separation($case);

		$spoil->($answer);
		my ($verdict) = grep { $_->[1] eq $what } judge($case, $answer);
		ok($verdict && !$verdict->[0], "a wrong separation fails: $what");
	}

	$case = parse_json(slurp("$cases/metric_tiny.json"));
	foreach my $part (sort keys %{ $case->{blocks}{weighted} })
	{
		my $answer = parse_json(
			JSON::PP->new->encode($case->{blocks}{weighted}));
		my $number = \$answer->{$part};

		ok(!(grep { !$_->[0] } judge_block($case, 'weighted', $answer)),
			'a certified judgement passes');
		$number = \${$number}->[-1] while ref ${$number};
		${$number} += 1e-9;
		my ($verdict) = grep { $_->[1] eq "weighted $part" }
		  judge_block($case, 'weighted', $answer);
		ok($verdict && !$verdict->[0], "a wrong judgement fails: $part");
	}

	$case = parse_json(slurp("$cases/path_bad_response.json"));
	ok(!(judge($case, { null => 0 }))[0]->[0], 'a model where an error is due fails');
	ok(!(judge($case, { sqlstate => 'use Test::More;
000' }))[0]->[0], 'so does a crash');
	return;
}

# The answer that a server would give with every digit right.
sub certified
{
	my ($case) = @_;
	my $expected = $case->{expected};
	my @terms = map { $_->[0] } @{ $expected->{coefficients} };
	my $want = $expected->{statistics} // $expected;

	return {
		null => 0,
		warnings => [],
		coefficients => [ map { [ @{$_} ] } @{ $expected->{coefficients} } ],
		scores =>
		  [ map { [ $_->[0], undef, @{$_}[ 1, 2 ] ] } @{ $expected->{scores} } ],
		covariance => [ map {
				my $i = $_;
				map { [ @terms[ $i, $_ ], $expected->{covariance}[$i][$_] ] }
				  0 .. $i
			} 0 .. $#terms ],
		statistics => {
			status => $expected->{status},
			log_lik => $want->{log_likelihood},
			null_log_lik => $want->{null_log_likelihood},
			effective_df => $want->{effective_df},
			deviance => $want->{deviance},
			null_deviance => $want->{null_deviance},
			aic => $want->{aic},
			bic => $want->{bic_rows},
			mcfadden_r2 => $want->{mcfadden_r2},
			lr_statistic => $want->{lr_chi2},
			lr_p_value => $want->{lr_p_value},
			df_residual => $want->{df_residual},
			df_null => $want->{df_null},
			sum_weights => $want->{sum_weights},
			nobs => $want->{n_rows_positive_weight},
			n_skipped =>
			  ($want->{n_rows} // 0) - ($want->{n_rows_used} // 0),
			n_positive => $want->{sum_weights_events} } };
}

# The same for separated data.
sub certified_separation
{
	my ($case) = @_;
	my $expected = $case->{expected};
	my $finite = $expected->{rows_not_separated};

	return {
		null => 0,
		warnings => ['WARNING:  separated: levd'],
		coefficients => [ map { [ @{$_} ] } @{ $expected->{limits} } ],
		covariance => [],
		scores => [
			[ 0, 1, 'Infinity', 1 ], map { [ $_, 0, 0.5, 0.6 ] } 1 .. $finite ],
		statistics => {
			status => 'separated',
			log_lik => $expected->{sup_log_likelihood} } };
}
