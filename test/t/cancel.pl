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
done_testing;
