#!/bin/bash
#
# coverage.sh
#		Which lines and functions the tests run, by room.
#
# usage: coverage.sh [test ...]		TAP tests to take, "none" for none; all of test/t
#							by default
#
# The extension is built with gcov's counters, and the unit tests, pg_regress,
# isolation and TAP tests run.  Printed are the share of the lines of each
# room of src, the functions that no test runs, and how many of those are
# functions of the SQL surface: with one of these the script fails.
#
set -u
source_dir=$(cd "$(dirname "$0")/.." && pwd)
. "$source_dir/test/instance.sh"

"$source_dir/test/setup.sh" gcc libc6-dev make perl || exit 1
# the counters' files lie beside the objects, wherever the server runs
COPT='-O0 --coverage -fprofile-update=atomic'
export COPT="$COPT -fprofile-prefix-map=\$(CURDIR)=\$(CURDIR)"
instance_joined=yes
instance_create "$source_dir" || exit 1
unset COPT
work=$instance/source
chmod -R a+rwX "$work/src" "$work/joined"

mkdir "$instance/unit"
for unit in "$work"/test/unit/*/*_test.c
do
	COVERAGE=1 UNIT_BUILD=$instance/unit "$work/test/unit.sh" "$unit" \
		>>"$instance/unit.log" 2>&1
done
echo "# unit tests: $(grep -c '^ok' "$instance/unit.log") passed," \
	"$(grep -c '^not ok' "$instance/unit.log") failed"

instance_start || exit 1
cd "$work" || exit 1
make -s PG_CONFIG="$instance_bin/pg_config" installcheck \
	>"$instance/regress.log" 2>&1 || echo "# some of pg_regress failed"
[ $# -gt 0 ] || set -- "$work"/test/t/*.pl
for tap
do
	case $(basename "$tap" .pl) in
		none | lint | build | cron | browser | clients) continue ;;	# not of src
	esac
	perl "$tap" >"$instance/tap.log" 2>&1 ||
		echo "# $(basename "$tap") failed"
done
instance_run "$instance_bin/pg_ctl" -D "$instance/data" -m fast -w stop \
	>/dev/null

cd "$work" || exit 1
find src joined -name '*.gcda' | while read -r counts
do
	gcov -t -j "$counts" 2>/dev/null
done >"$instance/server.json"
(cd "$instance/unit" && find . -name '*.gcda' | while read -r counts
do
	gcov -t -j "$counts" 2>/dev/null
done) >"$instance/unit.json"
perl "$work/test/coverage.pl" logistic--1.0.sql "$instance/server.json" \
	"$instance/unit.json"
