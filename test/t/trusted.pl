#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# trusted.pl
#		Who may install the extension, and what rights come with it.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/lib";

use LogisticTest qw(create_database run_psql);
use Test::More;

my $database = create_database('trusted', extension => 0);
my ($owner, $guest) = ("owner_$$", "guest_$$");

run_psql("CREATE ROLE $owner; CREATE ROLE $guest;
	GRANT CREATE ON DATABASE $database TO $owner;
	CREATE SCHEMA stats AUTHORIZATION $owner;
	GRANT USAGE ON SCHEMA stats TO $guest;");

my $told = run_psql("SET ROLE $guest; CREATE EXTENSION logistic SCHEMA public;");
like $told->{stderr}, qr/42501/, 'without CREATE on the database nobody installs it';

$told = run_psql("SET ROLE $owner; CREATE EXTENSION logistic SCHEMA stats;");
ok !$told->{failed}, 'with it a role that is no superuser does'
  or diag $told->{stderr};

$told = run_psql("SET ROLE $guest;
	SELECT stats.sigmoid(0), (SELECT round(estimate::numeric, 6)
		FROM stats.logistic_coefficients((SELECT stats.logistic_fit(i > 2, i % 2)
			FROM generate_series(1, 4) i)) LIMIT 1);");
like $told->{stdout}, qr/^0\.5\|-?0\.000000$/m,
  'every role may use it, from any schema and without a search path'
  or diag $told->{stderr};

$told = run_psql("SET ROLE $owner; DROP EXTENSION logistic;");
ok !$told->{failed}, 'the one who installed it drops it' or diag $told->{stderr};

$told = run_psql("CREATE FUNCTION stats.sigmoid(float8) RETURNS float8 LANGUAGE sql AS 'SELECT \$1';
	SET ROLE $owner; CREATE EXTENSION logistic SCHEMA stats;");
like $told->{stderr}, qr/42723: schema "stats" has functions that the extension brings: sigmoid\(float8\)\nHINT: +Give the extension a schema of its own/,
  'where a function of that name is, the error says what to do'
  or diag $told->{stderr};

run_psql("DROP OWNED BY $owner, $guest; DROP ROLE $owner, $guest;");
done_testing;
