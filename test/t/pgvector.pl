#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# pgvector.pl
#		Embeddings of pgvector as features, where the extension is installed.
#
# sql/types.sql tests the same casts with types of its own.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/lib";

use LogisticTest qw(create_database run_psql);
use Test::More;				# after LogisticTest: copies the layers of STDOUT

create_database('logistic_pgvector');
my $told = run_psql('CREATE EXTENSION vector');
plan skip_all => 'pgvector is not installed' if $told->{failed};

$told = run_psql(<<'SQL', '-qAt');
CREATE TABLE items AS
SELECT i, i * 7919 % 61 < 20 + i % 17 AS y, e::float4[] AS f, e::vector AS v,
       e::float4[]::vector::halfvec AS h, e::float4[]::vector::sparsevec AS s
FROM (SELECT i, ARRAY[i % 3 - 1, i % 2, i % 17 / 16.0, i % 29 / 32.0 - 0.5] AS e
      FROM generate_series(1, 1000) AS i) AS q;
CREATE TABLE models AS
SELECT logistic_fit(y, f) AS f, logistic_fit(y, v) AS v, logistic_fit(y, h) AS h,
       logistic_fit(y, s) AS s
FROM items;
SELECT 'fit', count(*) FROM models, logistic_coefficients(f) a
	JOIN logistic_coefficients(v) b ON b.estimate = a.estimate
	JOIN logistic_coefficients(h) c ON c.estimate = a.estimate
	JOIN logistic_coefficients(s) d ON d.estimate = a.estimate;
SELECT 'score', count(*) FROM items, models m
WHERE logistic_predict(m.f, items.f) = logistic_predict(m.v, items.v)
	AND logistic_predict(m.f, items.f) = logistic_predict(m.f, items.h)
	AND logistic_predict(m.f, items.f) = logistic_predict(m.s, items.s)
	AND logistic_predict(m.f, items.f) = logistic_predict(m.v, items);
SELECT 'literal', logistic_predict(m.v, '[1,0,0.5,0.25]') = logistic_predict(m.f, '{1,0,0.5,0.25}'::float4[]) FROM models m;
SELECT logistic_train('items', 'SELECT y, v FROM items');
SELECT 'name', count(logistic_predict('items', items)) FROM items;
SQL
like($told->{stdout}, qr/^fit\|5$/m, 'vector, halfvec and sparsevec fit as arrays do');
like($told->{stdout}, qr/^score\|1000$/m, 'they score as arrays do');
like($told->{stdout}, qr/^literal\|t$/m, 'a literal may be written as a vector');
like($told->{stdout}, qr/^name\|1000$/m, 'a model of vectors can be trained by name');
$told = run_psql("SELECT logistic_predict(v, '[1,0,0.5]'::vector) FROM models");
like($told->{stderr}, qr/array "v" has 3 elements, but the model has 4/,
	'a vector of another length is told');
done_testing();
