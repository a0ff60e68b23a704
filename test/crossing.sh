#!/bin/bash
#
# crossing.sh
#		Takes models from one version of PostgreSQL to another.
#
# usage: crossing.sh OLD_PG_CONFIG NEW_PG_CONFIG
#
# The ways are pg_upgrade, a dump and its restore, binary COPY, and logical
# replication in both directions, as text and in the binary format.  Models are
# in the registry, tables, views, materialised views, generated columns and
# expression indexes.  On every way all of them have to print as before and
# score to the same bits.  One TAP line for each property.
#
set -u
source_dir=$(cd "$(dirname "$0")/.." && pwd)
. "$source_dir/test/instance.sh"

if [ $# != 2 ]
then
	echo "usage: crossing.sh OLD_PG_CONFIG NEW_PG_CONFIG" >&2
	exit 2
fi
count=0
failures=0
folders=()		# of the two installations
running=()		# data directories, each behind the programs that run it

cleanup()
{
	local i
	for ((i = 0; i < ${#running[@]}; i += 2))
	do
		instance_run "${running[i]}/pg_ctl" -D "${running[i + 1]}" \
			-m immediate -w stop >/dev/null 2>&1
	done
	rm -rf "${folders[@]}"
}

ok()
{
	count=$((count + 1))
	if [ "$1" = 0 ]
	then
		echo "ok $count - $2"
	else
		failures=$((failures + 1))
		echo "not ok $count - $2"
	fi
}

# Ends where nothing that follows could work.
must()
{
	"$@" || {
		ok 1 "$*"
		exit 1
	}
}

# initialize BIN DATA
initialize()
{
	instance_run "$1/initdb" -D "$2" -U postgres -A trust -E UTF8 --locale=C -k \
		-N >"$work/initdb.log" 2>&1
}

# start BIN DATA PORT
start()
{
	instance_run "$1/pg_ctl" -D "$2" -w -l "$2/log" -o "-p $3 \
		-c listen_addresses= -c unix_socket_directories=$work -c fsync=off \
		-c jit=off -c wal_level=logical" start >/dev/null && running+=("$1" "$2")
}

stop()
{
	instance_run "$1/pg_ctl" -D "$2" -w -m fast stop >/dev/null
}

# ask PORT SCRIPT		what the newer psql says, errors included
ask()
{
	"$new/psql" -XqAt -v ON_ERROR_STOP=1 -h "$work" -p "$1" -U postgres \
		-d models <<<"SET search_path = public, ml; $2" 2>&1
}

# Waits until a query answers "t".
wait_for()
{
	local i
	for ((i = 0; i < 300; i++))
	do
		[ "$(ask "$1" "$2")" != t ] || return 0
		sleep 0.2
	done
	return 1
}

# Tests that a script prints the same as before the crossing.
same()
{
	local told
	told=$(ask "$1" "$2")
	[ "$told" = "$3" ]
	ok $? "$4"
	[ "$told" = "$3" ] || diff <(echo "$3") <(echo "$told") | head -n 20 | sed 's/^/# /'
}

system_new=$2
PG_CONFIG=$1
must instance_create "$source_dir"
folders+=("$instance")
old=$instance_bin
PG_CONFIG=$system_new
must instance_create "$source_dir"
folders+=("$instance")
new=$instance_bin
trap cleanup EXIT
work=$(mktemp -d "${TMPDIR:-/tmp}/logistic_crossing.XXXXXX")
folders+=("$work")
chmod 777 "$work"
cd "$work" || exit 1
echo "# from $("$old/postgres" --version | sed 's/.*) //') to $("$new/postgres" --version | sed 's/.*) //')"

must initialize "$old" "$work/old"
must start "$old" "$work/old" 5501
"$new/createdb" -h "$work" -p 5501 -U postgres models
told=$(ask 5501 "
CREATE SCHEMA ml;
CREATE EXTENSION logistic SCHEMA ml;
SET search_path = public, ml;
CREATE ROLE scorer;
GRANT USAGE ON SCHEMA ml TO scorer;
CREATE TABLE customers AS
SELECT id, id * 48271 % 1009 < 500 + 4 * (id * 7919 % 61) AS churned,
	18 + id * 7919 % 61 AS age, (ARRAY['free', 'pro', 'team'])[1 + id * 37 % 5 % 3] AS plan
FROM generate_series(1, 1000) AS id;
CREATE TABLE kept (id int PRIMARY KEY, l logistic_model, m multinomial_model, f ftrl_model,
	i isotonic_model, o logistic_options);
INSERT INTO kept
SELECT 1, logistic_fit(churned, age, plan), multinomial_fit(plan, age), ftrl_fit(churned, age, plan),
	isotonic_fit(churned, age), logistic_options(l2 => 2, names => '{a,b}')
FROM customers;
INSERT INTO kept (id, l) SELECT 2, logistic_fit(logistic_options(method => 'firth'), churned, age) FROM customers;
SELECT logistic_train('churn', 'SELECT churned, age, plan FROM customers');
SELECT logistic_refit('churn', promote => 'always');
SELECT logistic_grant('churn', 'scorer');
CREATE VIEW scored AS SELECT id, logistic_predict('churn', age, plan) AS p FROM customers;
CREATE VIEW fitted AS SELECT plan, logistic_fit(churned, age) AS model FROM customers GROUP BY plan;
CREATE MATERIALIZED VIEW frozen AS SELECT * FROM fitted;
DO \$\$
BEGIN
	EXECUTE format('CREATE TABLE generated (age int, p float8 GENERATED ALWAYS AS (logistic_predict(%L::logistic_model, age)) STORED)',
		(SELECT l FROM kept WHERE id = 2));
	EXECUTE format('CREATE INDEX by_score ON generated (logistic_score(%L::logistic_model, age))',
		(SELECT l FROM kept WHERE id = 2));
END \$\$;
INSERT INTO generated SELECT generate_series(20, 60);") || {
	echo "$told"
	ok 1 'the old version is filled'
	exit 1
}

# Prints all models and scores; the shortest decimals show every bit.
look="SELECT * FROM kept ORDER BY id;
SELECT name, version, active, owner, query, log_loss, logistic_get(name, version) FROM logistic_model_versions ORDER BY 1, 2;
SELECT logistic_access('churn'), has_table_privilege('kept', 'SELECT');
SELECT sum(p), count(p) FROM scored;
SELECT * FROM frozen ORDER BY plan;
SELECT plan, model::text FROM fitted ORDER BY plan;
SELECT sum(p), count(*) FROM generated;
SET enable_seqscan = off;
SELECT count(*) FROM generated WHERE logistic_score((SELECT l FROM kept WHERE id = 2), age) > 0;
SET ROLE scorer;
SELECT logistic_predict('churn', 33, 'pro'::text);"
before=$(ask 5501 "$look")
table="SELECT * FROM kept ORDER BY id;"
rows=$(ask 5501 "$table")
[ "$(wc -l <<<"$before")" = 15 ] && ! grep -q ERROR <<<"$before"
ok $? 'the old version has models everywhere'

ask 5501 "\\copy kept TO '$work/kept.bin' WITH (FORMAT binary)"
"$new/pg_dumpall" -h "$work" -p 5501 -U postgres --roles-only >roles.sql
"$new/pg_dump" -h "$work" -p 5501 -U postgres -Fc -f models.dump models
ok $? 'the newer pg_dump dumps it'
must stop "$old" "$work/old"

# pg_upgrade, with copies, so that the old cluster lives on
must initialize "$new" "$work/upgraded"
mkdir upgrade
chmod 777 upgrade
(cd upgrade && instance_run "$new/pg_upgrade" -b "$old" -B "$new" -d "$work/old" \
	-D "$work/upgraded" -U postgres -s "$work" >"$work/upgrade.log" 2>&1)
status=$?
ok $status 'pg_upgrade runs'
[ $status = 0 ] || sed 's/^/# /' "$work/upgrade.log" | tail -n 20
if [ $status = 0 ]
then
	must start "$new" "$work/upgraded" 5502
	same 5502 "$look" "$before" 'models are the same after pg_upgrade'
	ask 5502 "SELECT version FROM logistic_refit('churn', promote => 'never');" |
		grep -qx 3
	ok $? 'and their queries run again'
	must stop "$new" "$work/upgraded"
fi

# the dump
must initialize "$new" "$work/restored"
must start "$new" "$work/restored" 5503
"$new/createdb" -h "$work" -p 5503 -U postgres models
"$new/psql" -Xq -h "$work" -p 5503 -U postgres -d models -f roles.sql >/dev/null 2>&1
"$new/pg_restore" -h "$work" -p 5503 -U postgres -j 2 -d models models.dump \
	>restore.log 2>&1
ok $? 'the dump is restored'
sed 's/^/# /' restore.log
same 5503 "$look" "$before" 'models are the same after the restore'
ask 5503 "SELECT version FROM logistic_refit('churn', promote => 'never');" |
	grep -qx 3
ok $? 'and their queries run again'

# binary COPY
ask 5503 "CREATE TABLE copied (LIKE kept); \\copy copied FROM '$work/kept.bin' WITH (FORMAT binary)"
same 5503 "SELECT * FROM copied ORDER BY id;" "$rows" 'models are the same after a binary COPY'

# logical replication, there and back
must start "$old" "$work/old" 5501
for way in "5501 5503" "5503 5501"
do
	from=${way% *}
	to=${way#* }
	for binary in false true
	do
		name=sent_${from}_$binary
		ask "$from" "CREATE TABLE $name (LIKE kept INCLUDING ALL); INSERT INTO $name SELECT * FROM kept WHERE id = 1;
			CREATE PUBLICATION $name FOR TABLE $name;"
		ask "$to" "CREATE TABLE $name (LIKE kept INCLUDING ALL);"
		ask "$to" "CREATE SUBSCRIPTION $name CONNECTION 'host=$work port=$from user=postgres dbname=models' PUBLICATION $name WITH (binary = $binary);" |
			grep -v 'created replication slot'
		ask "$from" "INSERT INTO $name SELECT * FROM kept WHERE id = 2;"
		wait_for "$to" "SELECT count(*) = 2 FROM $name;"
		same "$to" "SELECT * FROM $name ORDER BY id;" "$rows" \
			"models are the same after replication from $([ "$from" = 5501 ] && echo old to new || echo new to old), binary = $binary"
	done
done
echo "1..$count"
[ "$failures" = 0 ]
