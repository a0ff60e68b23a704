#!/bin/bash
#
# check.sh
#		Runs the tests; the last line counts them.
#
# usage: check.sh [quick | all]
#
# Lint, unit tests of the numerical core under sanitizers, pg_regress,
# isolation and TAP tests, against a server of its own (instance.sh).
#
# quick	lint, unit tests and pg_regress: under a minute
# (none)	all of that, isolation and TAP tests: under five minutes.  Tests that
#		need a browser, Java, npm, pg_cron, Citus or R run where those are
#		installed, and say "skipped" elsewhere.
# all	installs what those tests need, and also builds the dashboard of
#		test/bi and tests the other versions of PostgreSQL that are installed
#		(versions="17 18" names versions to set up for it, see versions.sh).
#
set -u
source_dir=$(cd "$(dirname "$0")/.." && pwd)
. "$source_dir/test/instance.sh"

tier=${1:-full}
SECONDS=0

# What only some tests need; a program may have come from elsewhere.
optional=
if [ "$tier" = all ]
then
	optional='postgresql-@-cron pgbouncer libpostgresql-jdbc-java'
	optional="$optional libxml2-utils debootstrap"
	optional="$optional python3-psycopg python3-psycopg2 python3-sqlalchemy"
	optional="$optional r-cran-rpostgresql"
	command -v npm >/dev/null || optional="$optional nodejs npm"
	command -v chromium >/dev/null || optional="$optional chromium"
	command -v javac >/dev/null || optional="$optional default-jdk-headless"
fi
# shellcheck disable=SC2086
"$source_dir/test/setup.sh" gcc libc6-dev make perl cppcheck clang-format -- $optional || {
	echo "0 passed, 1 failed"
	exit 1
}

passed=0
failed=0
skipped=0

# The last line, and the status that goes with it.
finish()
{
	local rest=
	[ "$skipped" = 0 ] || rest=", $skipped skipped"
	echo "# $tier: $SECONDS s"
	echo "$passed passed, $failed failed$rest"
	[ "$failed" = 0 ]
	exit
}

# Counts the lines of a log that begin as TAP does, and shows failures.  A
# skipped test is not a passed one.
count_tap()
{
	local name=$1 log=$2 status=$3 seconds=$4
	local good bad left
	left=$(grep -ciE '^ok .*# *skip|^1\.\.0 # *skip' "$log")
	good=$(grep '^ok ' "$log" | grep -civE '# *skip')
	bad=$(grep -c '^not ok ' "$log")
	if [ "$bad" = 0 ] && { [ "$status" != 0 ] || [ $((good + left)) = 0 ]; }
	then
		bad=1
	fi
	passed=$((passed + good))
	failed=$((failed + bad))
	skipped=$((skipped + left))
	if [ "$bad" != 0 ]
	then
		echo "NOT OK  $name ($bad of $((good + bad))) $seconds s"
		grep -v '^ok ' "$log" | tail -n 60
	elif [ "$good" != 0 ]
	then
		echo "ok      $name ($good) $seconds s"
	fi
	grep -iE '^ok .*# *skip|^1\.\.0 # *skip' "$log" |
		sed -E "s|^.*# *[Ss][Kk][Ii][Pp]\S* *|skipped $name: |"
}

run_tap()
{
	local name=$1 start=$SECONDS status
	shift
	"$@" >"$instance/tap.log" 2>&1
	status=$?
	count_tap "$name" "$instance/tap.log" $status $((SECONDS - start))
}

# pg_regress tells its results in a table up to 15 and as TAP since 16.
run_regress()
{
	local name=$1 target=$2 log=$instance/regress.log start=$SECONDS status
	shift 2
	make -s PG_CONFIG="$instance_bin/pg_config" "$target" "$@" >"$log" 2>&1
	status=$?
	sed -E -e 's/^test (\S+) +\.\.\. ok.*/ok - \1/' \
		-e 's/^test (\S+) +\.\.\. FAILED.*/not ok - \1/' "$log" \
		>"$instance/regress.tap"
	count_tap "$name" "$instance/regress.tap" $status $((SECONDS - start))
	if [ "$status" != 0 ]
	then
		cat "$instance"/source/regression.diffs \
			"$instance"/source/output_iso/regression.diffs 2>/dev/null |
			head -n 300
	fi
}

# The other versions of PostgreSQL, of which versions.sh prints one line each.
run_versions()
{
	local start=$SECONDS line
	# shellcheck disable=SC2086
	"$source_dir/test/versions.sh" ${versions-} >"$instance/versions.log" 2>&1
	while read -r line
	do
		case $line in
			*": "*" passed, 0 failed"*) echo "ok - $line" ;;
			*": skipped: "*) echo "ok - ${line%%:*} # skip $line" ;;
			"PostgreSQL "*) echo "not ok - $line" ;;
			*) echo "# $line" ;;
		esac
	done <"$instance/versions.log" >"$instance/versions.tap"
	count_tap versions "$instance/versions.tap" 0 $((SECONDS - start))
}

WERROR=1 instance_create "$source_dir" || { failed=1; finish; }
work=$instance/source
echo "# built in $SECONDS s, for $("$instance_bin/pg_config" --version)"

run_tap lint "$work/test/lint.sh"
export UNIT_BUILD=$instance/unit
for unit in "$work"/test/unit/*/*_test.c
do
	name=${unit#"$work/test/"}
	run_tap "${name%.c}" "$work/test/unit.sh" "$unit"
done

run_tap torture "$work/test/torture.sh" 1 200 40000

instance_start || { failed=$((failed + 1)); finish; }
cd "$work" || exit 1
if [ "$tier" = quick ]
then
	run_regress regress installcheck ISOLATION=
	finish
fi

# this one may wait for the minute, so it runs beside all others
cron_start=$SECONDS
perl "$work/test/t/cron.pl" >"$instance/cron.log" 2>&1 &
cron_pid=$!
run_regress regress installcheck
for tap in "$work"/test/t/*.pl
do
	[ "$(basename "$tap")" != cron.pl ] || continue
	run_tap "t/$(basename "$tap" .pl)" perl "$tap"
done
wait "$cron_pid"
count_tap t/cron "$instance/cron.log" $? $((SECONDS - cron_start))

if [ "$tier" = all ]
then
	if command -v npm >/dev/null && command -v chromium >/dev/null
	then
		run_tap dashboard "$source_dir/test/dashboard.sh"
	else
		skipped=$((skipped + 1))
		echo "skipped dashboard: npm or chromium is missing"
	fi
	run_versions
fi
finish
