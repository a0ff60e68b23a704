#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# cancel.pl
#		A fit stops when it is told to, and leaves the session usable.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/lib";

use LogisticTest qw(create_database run_psql);
use Test::More;

create_database('cancel');

# columns that are nearly the same need passes with 31 digits: a fit of several
# seconds, of which the timeout allows a part
my $told = run_psql(<<'END', qw(-qAt -v VERBOSITY=verbose -v ON_ERROR_STOP=0));
CREATE TEMP TABLE wide AS
SELECT (i * 7919) % 13 < 6 AS y,
       ARRAY(SELECT sin(i * (j / 2) + 1e-6 * j) FROM generate_series(1, 60) j) AS x
FROM generate_series(1, 20000) i;
SET statement_timeout = '200ms';
SELECT logistic_fit(y, x) IS NULL FROM wide;
RESET statement_timeout;
SELECT status FROM logistic_statistics((SELECT logistic_fit(y, x[1:2]) FROM wide));
END
like $told->{stderr}, qr/57014/, 'the timeout cancels the fit';
like $told->{stdout}, qr/^converged$/m, 'and the next one runs';

# a sort that spills, and a curve that is read from it again and again
$told = run_psql(<<'END', qw(-qAt -v VERBOSITY=verbose -v ON_ERROR_STOP=0));
CREATE TEMP TABLE scored AS
SELECT random() < 0.5 AS y, random() AS p FROM generate_series(1, 1000000);
SET work_mem = '64kB';
SET statement_timeout = '50ms';
SELECT platt_fit(y, p) IS NULL FROM scored;
RESET statement_timeout;
SELECT count(*) FROM pg_ls_tmpdir();
SELECT roc_auc(y, p) BETWEEN 0.49 AND 0.51 FROM scored;
END
like $told->{stderr}, qr/57014/, 'the timeout cancels a metric';
like $told->{stdout}, qr/^0\nt$/m, 'which leaves no file behind, and the next one runs';
done_testing;
