#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# recipes_reference.pl
#		What the recipes of docs/recipes.md find, beside other programs.
#
# The statements of the page run as they stand there; the tables that they make
# are compared with the output of test/reference/recipes.R: R's glm on each of
# the draws, step, MASS::polr, mice::pool, survey::svyglm, and the likelihood of
# an ordered label written out and maximized.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/lib";

use LogisticTest qw(slurp create_database run_psql);
use Test::More;				# after LogisticTest: copies the layers of STDOUT

chdir "$FindBin::RealBin/../.." or die "$!\n";

# name, query of the figures in their order, relative tolerance, figures of R;
# R's vcov is that of the step before the last, and has 8 digits or more
my $terms = "array_position('{(Intercept),cut1,cut2,age,maletrue,oldpeak,chol}', term)";
my @expected = (
	[ 'bootstrap: standard errors', "SELECT std_error FROM boot_errors ORDER BY $terms", 1e-9,
		'0.945075304744 0.01658753194728 0.3191189573236 0.1633739120173' ],
	[ 'bootstrap: lower limits', "SELECT conf_low FROM boot_errors ORDER BY $terms", 1e-9,
		'-6.808178658352 0.02058795079924 0.8891436707063 0.5942749427329' ],
	[ 'bootstrap: upper limits', "SELECT conf_high FROM boot_errors ORDER BY $terms", 1e-9,
		'-3.094349521842 0.08299995266398 2.176023696048 1.209638385935' ],
	[ 'stepwise: AIC of each step', 'SELECT aic FROM steps ORDER BY step', 1e-11,
		'411.9464958971 329.3871722999 281.5893656528 251.0509661694 237.5918674446 233.1362103636 228.4777840362 225.5684976214 224.2500721844 223.9832318656' ],

	# as many digits as a search without derivatives finds
	[ 'ordered label: estimates', 'SELECT estimate FROM ladder, logistic_coefficients(model)', 1e-5,
		'-5.350081274909 -0.08729545069943 -0.7359611908808 0.08364621640424 0.5544020150879' ],
	[ 'ordered label: standard errors', q{SELECT std_error FROM ladder, logistic_coefficients(model) WHERE term IN ('age', 'maletrue')}, 1e-5,
		'0.0131467503038 0.2192221323665' ],
	[ 'ordered label: log-likelihood', 'SELECT log_lik FROM ladder, logistic_statistics(model)', 1e-11,
		'-300.2587328854' ],
	[ 'ordered label: probabilities', 'SELECT probability FROM rungs ORDER BY age, ca', 1e-5,
		'0.8300528033948 0.1430980718035 0.02445095350827 0.002398171293458 0.3449471265133 0.2390484935367 0.2178371384894 0.1981672414606' ],
	[ 'cumulative: estimates', "SELECT estimate FROM cumulative, logistic_coefficients(model) ORDER BY $terms", 1e-10,
		'-6.366851459138 -1.225008833019 -2.532553467342 0.100397221733 0.6718925023318' ],
	[ 'cumulative: standard errors', "SELECT std_error FROM cumulative, logistic_coefficients(model) ORDER BY $terms", 1e-8,
		'0.895280801634 0.1418869634302 0.243694995066 0.01538831941201 0.2712780846666' ],
	[ 'multiple imputation: estimates', "SELECT estimate FROM pooled ORDER BY $terms", 1e-10,
		'-6.170182732069 0.06235212465524 1.66341508798 0.005786735049007' ],
	[ 'multiple imputation: standard errors', "SELECT std_error FROM pooled ORDER BY $terms", 1e-8,
		'1.201876450456 0.01525069078871 0.310473161597 0.003096637566552' ],
	[ 'multiple imputation: degrees of freedom', "SELECT df FROM pooled ORDER BY $terms", 1e-7,
		'201.5326816496 293.204589616 283.1219371463 101.1490814905' ],
	[ 'multiple imputation: share of the missing', "SELECT missing FROM pooled ORDER BY $terms", 1e-7,
		'0.1408035510838 0.01099886335682 0.03201087351245 0.3087157242598' ],
	[ 'survey: estimates', 'SELECT estimate FROM clustered, logistic_coefficients(model)', 1e-10,
		'-4.676028151381 0.04532927886496 1.709577821592 0.8176532243398' ],
	[ 'survey: standard errors with clusters', 'SELECT std_error FROM clustered, logistic_coefficients(model)', 1e-10,
		'1.056481350135 0.01885283638515 0.2920828976878 0.2207668396035' ],
	[ 'survey: standard errors with clusters in strata', "SELECT std_error FROM stratified ORDER BY $terms", 1e-10,
		'0.9501819354207 0.01787171883326 0.2783105508417 0.2250282985407' ]);

my $mark = '-- figures';
my $script = join '', slurp('docs/recipes.md') =~ /```sql\n(.*?)```\n/gs;
create_database('logistic_recipes');
my $told = run_psql(join('', "$script\\set ON_ERROR_STOP 1\n\\pset format unaligned\n\\pset tuples_only on\n",
	map { "\\echo $mark\n$_->[1];\n" } @expected,
	[ '', q{SELECT regexp_replace(terms, E'\\n', '') FROM steps ORDER BY step DESC LIMIT 1} ]), '-q');
die $told->{stderr} if $told->{failed} || $told->{stderr} =~ /^ERROR/m;
my (undef, @told) = split /^\Q$mark\E\n/m, $told->{stdout};

foreach my $i (0 .. $#expected)
{
	my ($name, undef, $tolerance, $figures) = @{ $expected[$i] };
	my @figures = split ' ', $figures;
	my @found = split ' ', $told[$i];
	my @far = grep {
		!defined $found[$_]
		  || !(abs($found[$_] - $figures[$_]) <= $tolerance * abs $figures[$_])
	} 0 .. $#figures;

	ok(@found == @figures && !@far, $name)
	  or diag("found    @found\nexpected @figures");
}
is($told[-1] =~ s/\s+\z//r,
	'thal + ca + cp + oldpeak + slope + male + trestbps + exang + thalach',
	'stepwise: the terms chosen');
done_testing();
