#!/bin/bash
#
# check.sh
#		Runs every test there is; the last line counts them.
#
# Lint, unit tests of the numerical core under sanitizers, pg_regress,
# isolation and TAP tests, against a server of its own (instance.sh).
#
set -u
source_dir=$(cd "$(dirname "$0")/.." && pwd)
. "$source_dir/test/instance.sh"

# What only some tests need; a program may have come from elsewhere.
optional='postgresql-@-cron pgbouncer libpostgresql-jdbc-java'
command -v npm >/dev/null || optional="$optional nodejs npm"
command -v chromium >/dev/null || optional="$optional chromium"
command -v javac >/dev/null || optional="$optional default-jdk-headless"
# shellcheck disable=SC2086
"$source_dir/test/setup.sh" gcc libc6-dev make perl cppcheck -- $optional ||
	exit 1

passed=0
failed=0

# Counts the lines of a log that begin as TAP does, and shows failures.
count_tap()
{
	local name=$1 log=$2 status=$3
	local good bad
	good=$(grep -c '^ok ' "$log")
	bad=$(grep -c '^not ok ' "$log")
	if [ "$status" != 0 ] && [ "$bad" = 0 ]
	then
		bad=1
	fi
	passed=$((passed + good))
	failed=$((failed + bad))
	if [ "$bad" = 0 ]
	then
		echo "ok      $name ($good)"
	else
		echo "NOT OK  $name ($bad of $((good + bad)))"
		grep -v '^ok ' "$log" | tail -n 60
	fi
}

run_tap()
{
	local name=$1
	shift
	"$@" >"$instance/tap.log" 2>&1
	count_tap "$name" "$instance/tap.log" $?
}

# pg_regress tells its results in a table up to 15 and as TAP since 16.
count_regress()
{
	local name=$1 log=$2 status=$3
	sed -E -e 's/^test (\S+) +\.\.\. ok.*/ok - \1/' \
		-e 's/^test (\S+) +\.\.\. FAILED.*/not ok - \1/' "$log" \
		>"$instance/regress.tap"
	count_tap "$name" "$instance/regress.tap" "$status"
	if [ "$status" != 0 ]
	then
		cat "$instance"/source/regression.diffs \
			"$instance"/source/output_iso/regression.diffs 2>/dev/null |
			head -n 300
	fi
}

WERROR=1 instance_create "$source_dir" || { echo "0 passed, 1 failed"; exit 1; }
work=$instance/source

run_tap lint "$work/test/lint.sh"
export UNIT_BUILD=$instance/unit
for unit in "$work"/test/unit/*/*_test.c
do
	name=${unit#"$work/test/"}
	run_tap "${name%.c}" "$work/test/unit.sh" "$unit"
done

instance_start || { echo "$passed passed, $((failed + 1)) failed"; exit 1; }
cd "$work" || exit 1

# this one waits for the minute, so it runs beside all others
perl "$work/test/t/cron.pl" >"$instance/cron.log" 2>&1 &
cron_pid=$!
make -s PG_CONFIG="$instance_bin/pg_config" installcheck \
	>"$instance/regress.log" 2>&1
count_regress regress "$instance/regress.log" $?
for tap in "$work"/test/t/*.pl
do
	[ "$(basename "$tap")" != cron.pl ] || continue
	run_tap "t/$(basename "$tap" .pl)" perl "$tap"
done

wait "$cron_pid"
count_tap t/cron "$instance/cron.log" $?

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
