#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# dump.pl
#		Models survive pg_dump and a restore, byte for byte, and so does the
#		registry.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/lib";

use LogisticTest qw(create_database run_psql run_psql_in slurp);
use File::Temp ();
use Test::More;

my $database = create_database('dump', extension => 0);
my $copy = "${database}_copy";
my $file = File::Temp->new;

my $told = run_psql(<<'END');
CREATE SCHEMA stats;
CREATE EXTENSION logistic SCHEMA stats;
CREATE TABLE data AS
SELECT i * i % 7 < 3 AS y, i % 11 AS x, (ARRAY['a', 'b"', 'ü'])[1 + i % 3] AS g
FROM generate_series(1, 60) i;
SET search_path = stats, public;
CREATE TABLE models (name text, model logistic_model, options logistic_options);
INSERT INTO models
SELECT 'fitted', logistic_fit(y, x, g), logistic_options(reference => '{"g": "a"}') FROM data
UNION ALL SELECT 'separated', logistic_fit(x > 5, x), NULL FROM data
UNION ALL SELECT 'given', '{"label": "y", "coefficients": {"x": 0.1}}', NULL;
CREATE TABLE learners (model ftrl_model, kind ftrl_options);
INSERT INTO learners
SELECT ftrl_fit(o, y, x, g ORDER BY x, g), o
FROM data, ftrl_options(l1 => 0.1, crosses => '[["x", "g"]]') AS o GROUP BY o;
CREATE TABLE choices AS
SELECT multinomial_fit(o, g, x, y) AS model, o AS options
FROM data, (VALUES (logistic_options()), (logistic_options(l1 => 0.5, l2 => 1)), (logistic_options(method => 'firth')),
	(logistic_options(std_error => 'HC3', class_weight => 'balanced')), (logistic_options(profile => true))) AS v (o) GROUP BY o;
CREATE VIEW scores AS
SELECT name, x, logistic_predict(model, x) FROM data, models WHERE name = 'given';
SELECT logistic_train('registered', 'SELECT y, x, g FROM public.data', options => logistic_options(threshold => 0.25),
	comment => 'says "hello"');
INSERT INTO public.data SELECT true, 10, 'a' FROM generate_series(1, 20);
SELECT logistic_refit('registered', 'never');
SELECT logistic_grant('registered', 'public');
CREATE VIEW by_name AS SELECT x, logistic_predict('registered', x, g) AS p FROM data;
CREATE MATERIALIZED VIEW kept AS TABLE by_name;
END
ok !$told->{failed}, 'a schema with models and a view of scores'
  or diag $told->{stderr};

is system('pg_dump', '-f', $file->filename, $database), 0, 'is dumped';
run_psql("CREATE DATABASE $copy TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C';");
is system('psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-o', '/dev/null', '-f',
	$file->filename, $copy), 0, 'and restored';

my $query = 'SELECT md5(string_agg(m::text, chr(10) ORDER BY m.name)) FROM models m;'
  . ' SELECT md5(l::text) FROM learners l; SELECT md5(string_agg(model::text, chr(10) ORDER BY options::text)) FROM choices;'
  . ' SELECT max(ftrl_predict(model, x, g)) FROM learners, data;'
  . ' SELECT count(*), sum(logistic_predict) FROM scores;'
  . ' SELECT sum(p) FROM by_name; SELECT sum(p) FROM kept;'
  . " SELECT r.*, md5(logistic_get(name, version)::text) FROM logistic_model_versions r ORDER BY version;"
  . ' TABLE logistic_registry; TABLE logistic_registry_grant;';
my $before = run_psql("SET search_path = stats, public; $query")->{stdout};
my $after = run_psql_in($copy, "SET search_path = stats, public; $query")->{stdout};
is $after, $before, 'the copies are equal';
{
	local $ENV{PGDATABASE} = $copy;
	is `psql -XqAt -c "SELECT version, promoted FROM stats.logistic_refit('registered')"`,
	  "3|t\n", 'and a refit goes on with the next version';
}
run_psql("DROP DATABASE $copy;");
done_testing;
