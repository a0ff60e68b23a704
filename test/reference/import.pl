#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# import.pl
#		Takes certified cases over into this folder.
#
# usage: perl import.pl DIRECTORY		(with data/ and expected/ inside)
#
# A certified set is larger than a repository wants to be, and not all of
# it may be given on.  This keeps the cases whose licence permits, in the
# form that README.md describes, with the numbers digit by digit as they
# were certified: they are never read as doubles on the way.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/../t/lib";

use JSON::PP ();
use LogisticTest qw(slurp spew parse_json);

# Kinds of cases that have something to test them with.
my %kinds = map { $_ => 1 } qw(mle grouped_mle pathological scalar ridge
  elastic_net robust firth metrics platt isotonic multinomial);

# Kinds with several fits of one data set, and who reads them.
my %fits = (
	ridge => \&ridge_fits,
	elastic_net => \&elastic_net_fits,
	robust => \&robust_fits,
	firth => \&firth_fits);

# Kinds with an answer for rows as they are and one for weighted rows, and who
# reads each.
my %blocks = (
	metrics => \&metrics_block,
	platt => \&platt_block,
	isotonic => \&isotonic_block);

# Licences under which data may be given on, as a source states them.
my $permitted = qr/CC0|CC BY 4\.0|\(MIT\)/;

# Megabytes that say no more than the smaller cases do.
my %too_large = map { $_ => 1 } qw(mle_large_100k);

# Files in which rows repeat so often that counts are much shorter.
my %counted = map { $_ => 1 } qw(mle_rare_1e4);

my @statistics = qw(log_likelihood null_log_likelihood deviance
  null_deviance aic bic_rows mcfadden_r2 lr_chi2 lr_p_value df_residual
  df_null sum_weights n_rows n_rows_used n_rows_positive_weight
  sum_weights_events);

my $json = JSON::PP->new->canonical;

die "usage: perl import.pl DIRECTORY\n" unless @ARGV == 1;
my $source = shift @ARGV;
my %data;						# file by content: equal data is kept once

foreach my $file (sort glob "$source/expected/*.json")
{
	my $case = parse_json(slurp($file));

	next unless $kinds{ $case->{kind} };
	next unless $case->{source} =~ $permitted;
	next if $too_large{ $case->{name} };
	next if grep { $_ eq 'optional' } @{ $case->{tags} };

	if ($case->{kind} eq 'scalar')
	{
		import_scalar($case);
	}
	else
	{
		import_fit($case);
	}
	print "$case->{name}\n";
}

# A table of a function becomes one CSV file: arguments, then the result.
sub import_scalar
{
	my ($case) = @_;
	my $function = $case->{expected}{function};
	my @lines;

	foreach my $value (@{ $case->{expected}{values} })
	{
		my @row =
		  $function eq 'softmax'
		  ? map { '"{' . join(',', @{$_}) . '}"' } @{$value}{qw(x softmax)}
		  : exists $value->{y}
		  ? @{$value}{qw(y x result)}
		  : @{$value}{qw(x result)};
		push @lines, join(',', @row);
	}
	unshift @lines, $lines[0] =~ /^[^"]*,[^"]*,/ ? 'y,x,result' : 'x,result';
	spew("$FindBin::RealBin/$case->{name}.csv", join("\n", @lines, ''));
	return;
}

# A fit keeps its question, its answer and how exact the answer must be.
sub import_fit
{
	my ($case) = @_;
	my $expected = $case->{expected};
	my %kept = map { $_ => $case->{$_} }
	  grep { defined $case->{$_} }
	  qw(name kind description source columns model generator_sql);

	$_ = { name => $_->{name}, type => $_->{pg_type} }
	  foreach @{ $kept{columns} };
	foreach my $part (qw(weights offset group cluster))
	{
		delete $kept{model}{$part} unless defined $kept{model}{$part};
	}

	$kept{borderline} = 1 if grep { $_ eq 'borderline' } @{ $case->{tags} };
	$kept{tolerance} = $case->{suggested_tolerance}
	  if $case->{suggested_tolerance};
	my $tight = $case->{anchors}{R_glm_tight};
	$kept{r_tight} = $tight->{lre_coef}
	  if $tight && ($tight->{lre_coef} // '') =~ /^[\d.]+$/;

	my %boolean = map { $_->{name} => 1 }
	  grep { $_->{type} eq 'boolean' } @{ $kept{columns} };
	if ($case->{kind} eq 'grouped_mle')
	{
		$kept{groups} = [ map { { group => $_->{group}, %{ answer($_, \%boolean) } } }
			  @{ $expected->{groups} } ];
	}
	elsif (my $block = $blocks{ $case->{kind} })
	{
		$kept{blocks} = { map { $_ => $block->($case, $_) }
			  qw(unweighted weighted) };
	}
	elsif ($fits{ $case->{kind} })
	{
		$kept{fits} = [ $fits{ $case->{kind} }->($case, \%boolean) ];
	}
	elsif ($case->{kind} eq 'multinomial')
	{
		$kept{classes} = answer_of_classes($expected, \%boolean);
	}
	else
	{
		$kept{expected} = answer($expected, \%boolean);
	}

	if (!$kept{generator_sql})
	{
		my $rows = slurp("$source/$case->{data}");

		if ($counted{ $case->{name} })
		{
			$rows = count_rows($rows);
			$kept{counted} = 1;
			delete $kept{expected}{scores};		# told by row number
		}
		my $name = "$case->{name}.csv";
		$kept{data} = $data{$rows} //= $name;
		spew("$FindBin::RealBin/$name", $rows) if $data{$rows} eq $name;
	}
	write_case(\%kept);
	return;
}

# The fits of one data set with a ridge: options and what they answer.
sub ridge_fits
{
	my ($case, $boolean) = @_;

	return map {
		my $fit = $_;
		{
			options => [
				"l2 => $fit->{lambda}",
				'standardize => ' . ($fit->{standardize} ? 'true' : 'false') ],
			expected => {
				status => 'converged',
				coefficients => [
					map {
						[   term_name($_, $boolean), $_->{estimate},
							$_->{std_error_penalized_hessian} ]
					} @{ $fit->{coefficients} } ],
				log_likelihood => $fit->{log_likelihood},
				effective_df => $fit->{effective_df} } }
	} @{ $case->{expected}{fits} };
}

# The same with absolute values: glmnet's lambda and alpha are for the mean over
# the weights, ours for the sum.
sub elastic_net_fits
{
	my ($case, $boolean) = @_;
	my $sum = sum_of_weights($case);

	return map {
		my $fit = $_;
		my $penalty = $sum * $fit->{lambda};
		{
			options => [
				sprintf('l1 => %.17g', $penalty * $fit->{alpha}),
				sprintf('l2 => %.17g', $penalty * (1 - $fit->{alpha})),
				'standardize => ' . ($fit->{standardize} ? 'true' : 'false') ],
			expected => {
				status => 'converged',
				coefficients =>
				  [ map { [ term_name($_, $boolean), $_->{estimate} ] }
					  @{ $fit->{coefficients} } ],
				log_likelihood => $fit->{log_likelihood} } }
	} @{ $case->{expected}{fits} };
}

# The sum of the weights of a case whose rows are all used.
sub sum_of_weights
{
	my ($case) = @_;
	my $name = $case->{model}{weights};
	my ($header, @rows) = split /\n/, slurp("$source/$case->{data}");
	my @names = split /,/, $header;
	my ($column) = $name ? grep { $names[$_] eq $name } 0 .. $#names : ();
	my $sum = 0;

	return scalar @rows unless $name;
	$sum += (split /,/, $_)[$column] foreach @rows;
	return $sum;
}

# The fits of one data set with several kinds of standard errors.
sub robust_fits
{
	my ($case, $boolean) = @_;
	my $expected = $case->{expected};
	my %options = (
		HC0 => ["std_error => 'HC0'"],
		HC1 => ["std_error => 'HC1'"],
		cluster_G => [],
		cluster_CR1 => ["std_error => 'HC1'"]);

	return map {
		my $errors = $expected->{robust}{$_}{std_errors};
		{
			options => [
				@{ $options{$_} },
				/cluster/ ? "cluster => $case->{model}{cluster}::text" : () ],
			expected => {
				status => 'converged',
				coefficients => [
					map {
						[   term_name($_, $boolean), $_->{estimate},
							$errors->{ $_->{term} } ]
					} @{ $expected->{coefficients} } ],
				log_likelihood => $expected->{log_likelihood},
				aic => $expected->{aic},
				bic_rows => $expected->{bic_rows} } }
	} grep { $options{$_} } sort keys %{ $expected->{robust} };
}

# Numbers of some columns of a list of hashes, as rows.
sub rows_of
{
	my ($list, @columns) = @_;

	return [ map { [ @{$_}{@columns} ] } @{$list} ];
}

# The metrics of one data set.
sub metrics_block
{
	my ($case, $name) = @_;
	my $expected = $case->{expected};
	my $block = $expected->{$name};
	my %kept = map { $_ => $block->{$_} }
	  grep { exists $block->{$_} }
	  qw(roc_auc average_precision ks_statistic brier log_loss ece);

	# they count rows of weight zero, which for us are none
	$kept{calibration} = rows_of(
		[ grep { $_->{sum_weights} > 0 } @{ $block->{calibration_bins} } ],
		qw(mean_predicted observed_rate),
		$name eq 'unweighted' ? 'count' : ())
	  if $block->{calibration_bins};
	$kept{confusion} = rows_of($block->{confusion},
		qw(threshold tp fp tn fn accuracy precision recall specificity f1
		  balanced_accuracy mcc))
	  if $block->{confusion};
	$kept{roc} = rows_of($block->{roc_points}, qw(threshold tpr fpr))
	  if $block->{roc_points};
	my $groups = $expected->{"hosmer_lemeshow_$name"}{quantile7};
	$kept{hosmer_lemeshow} = rows_of([$groups], qw(chi2 df p_value))
	  if $groups;
	return \%kept;
}

# Platt's calibration of one data set.
sub platt_block
{
	my ($case, $name) = @_;
	my $block = $case->{expected}{$name}{regularised};

	return {
		intercept => $block->{intercept},
		slope => $block->{slope},
		calibrated =>
		  rows_of($block->{calibrated_first_rows}, qw(id probability)) };
}

# The isotonic regression of one data set.
sub isotonic_block
{
	my ($case, $name) = @_;
	my $block = $case->{expected}{$name};

	return {
		blocks => rows_of($block->{blocks}, qw(x_min x_max value)),
		fitted => rows_of($block->{fitted_first_rows}, qw(id fitted)) };
}

# The one fit of Firth's method, with its likelihood-ratio tests.
sub firth_fits
{
	my ($case, $boolean) = @_;
	my $expected = $case->{expected};

	return {
		options => ["method => 'firth'"],
		expected => {
			status => 'converged',
			coefficients => [
				map {
					[   term_name($_, $boolean),
						@{$_}{qw(estimate std_error penalized_lr_chi2
							  penalized_lr_p_value)} ]
				} @{ $expected->{coefficients} } ],
			log_likelihood => $expected->{log_likelihood} } };
}

# The certified answer of one fit, with our names for the terms.
sub answer
{
	my ($expected, $boolean) = @_;
	my %kept = (status => $expected->{status});

	if ($expected->{coefficients})
	{
		$kept{coefficients} = [
			map {
				[   term_name($_, $boolean),
					@{$_}{qw(estimate std_error z p_value ci95_lower
						  ci95_upper odds_ratio)} ]
			} @{ $expected->{coefficients} } ];
		my $row = 0;
		$kept{covariance} =
		  [ map { [ @{$_}[ 0 .. $row++ ] ] } @{ $expected->{covariance} } ];
		$kept{statistics} = { map { $_ => $expected->{$_} }
			  grep { defined $expected->{$_} } @statistics };
	}
	$kept{scores} = [ map { [ @{$_}{qw(row linear_predictor probability)} ] }
		  @{ $expected->{scores} } ]
	  if $expected->{scores};
	$kept{aliased} = [ map { plain_name(ref $_ ? $_->{term} : $_) }
		  @{ $expected->{aliased_terms} } ]
	  if $expected->{aliased_terms};
	$kept{response} = $expected->{response_value}
	  if defined $expected->{response_value};
	$kept{sup_log_likelihood} = $expected->{sup_log_likelihood}
	  if defined $expected->{sup_log_likelihood};
	if (my $limit = $expected->{limit})
	{
		$kept{limits} = [ map { [ plain_name($_->{term}),
					@{$_}{qw(limit limit_std_error)} ] }
			  grep { ref $_ } @{ $limit->{coefficients} } ]
		  if ref $limit->{coefficients} eq 'ARRAY';
		$kept{rows_not_separated} = $limit->{n_rows_not_separated};
	}
	return \%kept;
}

# The certified answer for more than two classes: rows begin with the class,
# and a score is the probability of each.
sub answer_of_classes
{
	my ($expected, $boolean) = @_;
	my $row = 0;

	return {
		baseline => $expected->{baseline_class},
		coefficients => [
			map {
				my $class = $_->{class};

				map {
					[   $class, term_name($_, $boolean),
						@{$_}{qw(estimate std_error z p_value ci95_lower
							  ci95_upper odds_ratio)} ]
				} @{ $_->{coefficients} }
			} @{ $expected->{classes_coefficients} } ],
		covariance =>
		  [ map { [ @{$_}[ 0 .. $row++ ] ] } @{ $expected->{covariance} } ],
		statistics => { map { $_ => $expected->{$_} }
			  grep { defined $expected->{$_} } @statistics, 'n_parameters' },
		scores => [
			map {
				my $score = $_;

				map { [ $score->{row}, $_, $score->{probabilities}{$_} ] }
				  sort keys %{ $score->{probabilities} }
			} @{ $expected->{scores} } ] };
}

sub term_name
{
	my ($term, $boolean) = @_;

	return '(Intercept)' unless defined $term->{column};
	return "$term->{column}true" if $boolean->{ $term->{column} };
	return $term->{column} . ($term->{level} // '');
}

# "plan[pro]" is ours without the brackets.
sub plain_name
{
	my ($name) = @_;

	$name =~ s/^(.+?)\[(.*)\]$/$1$2/s;
	return $name;
}

# Distinct lines, each with how often it occurs.
sub count_rows
{
	my ($header, @rows) = split /\n/, $_[0];
	my %count;

	$count{$_}++ foreach @rows;
	return join("\n", "$header,count", (map { "$_,$count{$_}" } sort keys %count), '');
}

# One key to a line, and rows of numbers in the lines below: diffs stay short.
sub write_case
{
	my ($case) = @_;
	my @first = qw(name kind description source data generator_sql);
	my %order = map { $first[$_] => $_ } 0 .. $#first;
	my @lines;

	foreach my $key (
		sort { ($order{$a} // 99) <=> ($order{$b} // 99) || $a cmp $b }
		keys %{$case})
	{
		push @lines, $json->encode([$key]) =~ s/^\[(.*)\]\n?$/$1/sr . ': '
		  . $json->encode([ $case->{$key} ]) =~ s/^\[(.*)\]\n?$/$1/sr;
	}
	my $text = "{\n" . join(",\n", @lines) . "\n}\n";
	$text =~ s/(?<=\]),(?=\[)/,\n/g;
	$text =~ s/(?<=\}),(?=\{"(?:group|aliased|coefficients|expected)")/,\n/g;
	spew("$FindBin::RealBin/$case->{name}.json", $text);
	return;
}
