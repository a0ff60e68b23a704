#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# functions.pl
#		docs/reference.md lists every function as the catalogue has it, and has
#		a row for each in its sections.
#
# The list stands between two marks.  It has one line for each function that
# is for users, and is made of its arguments, their defaults, its result with
# the columns, and its comment; overloads that say the same share a line, that
# of the most arguments.  With README_UPDATE=1 it is written anew.
#
#-------------------------------------------------------------------------
use strict;
use warnings;
use utf8;

use FindBin;
use lib "$FindBin::RealBin/lib";

use LogisticTest qw(slurp spew create_database run_psql);
use Test::More;				# after LogisticTest: copies the layers of STDOUT

my $file = "$FindBin::RealBin/../../docs/reference.md";
my ($begin, $end) = ("<!-- functions -->\n", "<!-- end of functions -->\n");

create_database('logistic_functions');
my $told = run_psql(<<'SQL', '-qAt');
WITH own AS (
	SELECT p.oid, p.proname, p.prokind, obj_description(p.oid, 'pg_proc') AS comment, a.*,
		CASE WHEN p.prokind = 'p' THEN '`CALL`'
			WHEN p.prorettype = 'record'::regtype THEN format('%s: %s',
				CASE WHEN p.proretset THEN 'rows' ELSE 'row' END, a.columns)
			WHEN row_type.typrelid <> 0 THEN format('`%s`: %s', format_type(p.prorettype, NULL),
				(SELECT string_agg(attname, ', ' ORDER BY attnum) FROM pg_attribute
				 WHERE attrelid = row_type.typrelid AND attnum > 0))
			ELSE format('`%s`', replace(format_type(p.prorettype, NULL), 'double precision', 'float8')) END AS result
	FROM pg_proc p
		JOIN pg_type t ON t.oid = p.prorettype
		LEFT JOIN pg_type row_type ON row_type.typtype = 'c' AND row_type.typname !~ '_options$'
			AND row_type.oid = CASE WHEN t.typelem <> 0 THEN t.typelem ELSE t.oid END
		CROSS JOIN LATERAL (
			SELECT string_agg(name, ', ' ORDER BY i) FILTER (WHERE given) AS names,
				string_agg(name || coalesce(' => ' || regexp_replace(value, '::[a-z_ ]+(\[\])?$', ''), ''), ', ' ORDER BY i)
					FILTER (WHERE given) AS arguments,
				string_agg(name, ', ' ORDER BY i) FILTER (WHERE coalesce(mode, 'i') IN ('o', 't', 'b')) AS columns
			FROM (SELECT i, mode, given, coalesce(nullif(name, ''), format_type(type, NULL)) AS name,
					CASE WHEN given THEN pg_get_function_arg_default(p.oid, i::int) END AS value
				FROM unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) WITH ORDINALITY AS types (type, i)
					LEFT JOIN unnest(p.proargnames) WITH ORDINALITY AS names (name, i) USING (i)
					LEFT JOIN unnest(p.proargmodes) WITH ORDINALITY AS modes (mode, i) USING (i)
					CROSS JOIN LATERAL (SELECT coalesce(mode, 'i') IN ('i', 'v', 'b') AS given) AS g) AS one) AS a
		JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid
			AND d.deptype = 'e'
		JOIN pg_extension e ON d.refobjid = e.oid AND e.extname = 'logistic'
			AND p.pronamespace = e.extnamespace
	WHERE p.proname !~ '(_in|_out|_send|_recv|_trans|_final|_combine|_serialize|_deserialize|_support|_flat_\w+|_(eq|ne|lt|le|gt|ge|cmp|hash|hash_extended))$'
		AND p.pronamespace <> 'logistic_internal'::regnamespace
		AND p.prorettype <> 'trigger'::regtype
		AND NOT EXISTS (SELECT FROM pg_cast c WHERE c.castfunc = p.oid)),
told AS (
	SELECT DISTINCT ON (proname, comment) proname, comment, result, names,
		CASE WHEN bool_or(arguments ~ '^name\y') OVER w
				AND bool_or(arguments ~ '^model\y') OVER w
			THEN regexp_replace(arguments, '^(model|name)\y', 'model or name')
			ELSE arguments END AS arguments
	FROM own
	WINDOW w AS (PARTITION BY proname, comment)
	ORDER BY proname, comment, length(names) DESC, result, arguments)
SELECT format('| `%s(%s)` | %s | %s |', proname, arguments, result,
	replace(comment, '|', '\|'))
FROM told ORDER BY proname COLLATE "C", length(names), comment;
SQL
die $told->{stderr} if $told->{failed};
my $list = "\n| function | result | meaning |\n|---|---|---|\n$told->{stdout}\n";

my $page = slurp($file);
ok($page =~ /\Q$begin\E(.*?)\Q$end\E/s, 'docs/reference.md has the list');
my $found = $1 // '';
if ($ENV{README_UPDATE})
{
	$page =~ s/(\Q$begin\E).*?(\Q$end\E)/$1$list$2/s;
	spew($file, $page);
	pass('docs/reference.md: the list is written anew');
}
else
{
	is($found, $list, 'docs/reference.md lists every function as its comment says');
}

# What the sections above the list say of each of them stands in tables, too.
my $sections = $page =~ s/\Q$begin\E.*?\Q$end\E//sr;
my %row = map { $_ => 1 } map { /`(?:CALL )?(\w+)/g } $sections =~ /^(\|.*)$/mg;
is(join(' ', grep { !$row{$_} } sort keys %{ { map { $_ => 1 } $list =~ /^\| `(\w+)/mg } }), '',
	'each has a row in a section');
cmp_ok(scalar(() = $list =~ /^\| `/mg), '>', 50, 'there are functions');
done_testing();
