#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# cancel.pl
#		A fit can be cancelled at any time, and leaves the session usable.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/lib";

use LogisticTest qw(create_database run_psql);
use List::Util qw(max);
use Test::More;

create_database('cancel');

# Whatever a fit of many columns is doing, a cancel stops it soon.  How soon
# stands in the name of the test: here the machine has other things to do.
my $made = run_psql(<<'END');
CREATE TABLE many AS
SELECT i, i % 3 = 0 AS y,
	ARRAY(SELECT sin(i * sqrt(j)) FROM generate_series(1, 1536) j) AS x
FROM generate_series(1, 600) i;
END
die $made->{stderr} if $made->{failed};
foreach my $fit (
	[ 'ridge of 1536 columns', 'logistic_fit(logistic_options(l2 => 1), y, x)', '', 600 ],
	[ 'the same by a factor', 'logistic_fit(logistic_options(l2 => 1), y, x)', 'dense', 1200 ],
	[ 'separation by 400 columns', 'logistic_fit(y, x[1:400])', '', 600 ],
	[ 'robust errors of 300', q(logistic_fit(logistic_options(std_error => 'HC3'), y, x[1:300])), '', 600 ],
	[ 'a lasso of 1536', 'logistic_fit(logistic_options(l1 => 2), y, x)', '', 1200 ],
	[ 'robust errors of 40 classes', q(multinomial_fit(logistic_options(std_error => 'HC2'), i % 40, x[1:2])), '', 600 ],
	[ 'a ridge of 40', 'multinomial_fit(logistic_options(l2 => 1), i % 40, x[1:40])', '', 1200 ],
	[ 'a lasso of 40', 'multinomial_fit(logistic_options(l1 => 1), i % 40, x[1:20])', '', 1200 ],
	[ q(Firth's method of 20), q(multinomial_fit(logistic_options(method => 'firth'), i % 20, x[1:4])), '', 1200 ])
{
	my ($name, $call, $solver, $longest) = @{$fit};
	my $largest = 0;
	my @faults;

	foreach my $i (1 .. 3)
	{
		my $timeout = int($longest * $i / 4);
		my $told = run_psql(<<"END", qw(-qAt -v VERBOSITY=verbose -v ON_ERROR_STOP=0));
LOAD 'logistic';
SET logistic.solver = @{[ $solver || 'auto' ]};
SET statement_timeout = '${timeout}ms';
\\timing on
SELECT $call IS NULL FROM many;
END
		my ($time) = $told->{stdout} =~ /^Time: ([\d.]+) ms/m;

		push @faults, $told->{stderr} if $told->{stderr} !~ /57014/ && $told->{stdout} !~ /^f\n/;
		$largest = max($largest, $time - $timeout) if $told->{stderr} =~ /57014/;
	}
	ok !@faults, sprintf('%s: at most %.0f ms after a cancel', $name, $largest)
	  or diag @faults;
}

# Runs a query under timeouts that halve until one cancels it, then goes on in
# the same session: how long a query takes is the machine's affair.
sub cancel_and_go_on
{
	my ($prepare, $query, $next) = @_;

	for (my $timeout = 2000; $timeout >= 1; $timeout /= 2)
	{
		my $told = run_psql(<<"END", qw(-qAt -v VERBOSITY=verbose -v ON_ERROR_STOP=0));
$prepare
SET statement_timeout = '@{[ int $timeout ]}ms';
$query
RESET statement_timeout;
$next
END
		return $told if $told->{stderr} =~ /57014/;
	}
	return { stdout => 'never cancelled', stderr => '' };
}

# columns that are nearly the same need passes in double-double
$made = run_psql(<<'END');
CREATE TABLE wide AS
SELECT (i * 7919) % 13 < 6 AS y,
       ARRAY(SELECT sin(i * (j / 2) + 1e-6 * j) FROM generate_series(1, 60) j) AS x
FROM generate_series(1, 20000) i;
CREATE TABLE scored AS
SELECT random() < 0.5 AS y, random() AS p FROM generate_series(1, 1000000);
END
die $made->{stderr} if $made->{failed};
my $told = cancel_and_go_on('', 'SELECT logistic_fit(y, x) IS NULL FROM wide;',
	'SELECT status FROM logistic_statistics((SELECT logistic_fit(y, x[1:2]) FROM wide));');
like $told->{stderr}, qr/57014/, 'the timeout cancels the fit';
like $told->{stdout}, qr/^converged$/m, 'and the next one runs';

# a sort that spills, and a curve that is read from it again and again
$told = cancel_and_go_on(q(SET work_mem = '64kB';), 'SELECT platt_fit(y, p) IS NULL FROM scored;',
	'SELECT count(*) FROM pg_ls_tmpdir(); SELECT roc_auc(y, p) BETWEEN 0.49 AND 0.51 FROM scored;');
like $told->{stderr}, qr/57014/, 'the timeout cancels a metric';
like $told->{stdout}, qr/^0\nt$/m, 'which leaves no file behind, and the next one runs';

# a cancel ends the refit of all models, not of the one that it hits, and
# leaves none of them half done
$told = run_psql(<<'END');
CREATE TABLE data AS SELECT i % 3 = 0 AS y, i % 7 AS x FROM generate_series(1, 100) i;
CREATE FUNCTION dawdle() RETURNS boolean LANGUAGE plpgsql STABLE AS
$$ BEGIN PERFORM pg_sleep(60) FROM pg_class WHERE relname = 'slow'; RETURN true; END $$;
SELECT logistic_train('a', 'SELECT y, x FROM data'),
	logistic_train('b', 'SELECT y, x FROM data, (SELECT dawdle() AS done OFFSET 0) s WHERE done'),
	logistic_train('c', 'SELECT y, x FROM data');
CREATE TABLE slow ();
SET statement_timeout = '300ms';
DO $$
BEGIN
	BEGIN
		PERFORM logistic_refit_all();
		RAISE 'it was not cancelled';
	EXCEPTION WHEN query_canceled THEN
		PERFORM logistic_refit('c');
	END;
END $$;
SELECT string_agg(name || version, ' ' ORDER BY name, version) FROM logistic_model_versions;
RESET statement_timeout;
DROP TABLE slow;
SELECT string_agg(name || status, ' ' ORDER BY name) FROM logistic_refit_all();
END
is $told->{stdout}, "1|1|1\na1 b1 c1 c2\naconverged bconverged cconverged\n",
  'a cancel ends a refit of all models, and leaves none half done'
  or diag $told->{stderr};
done_testing;
