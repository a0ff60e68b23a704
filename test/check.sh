#!/bin/bash
#
# check.sh
#		Runs the tests; the last line counts them.
#
# usage: check.sh [quick | all]
#
# Lint, unit tests of the numerical core, pg_regress, isolation and TAP tests,
# against servers of its own (instance.sh), two tests at a time.
#
# quick	lint, unit tests and pg_regress, of a build of joined sources
#		(join_sources.pl) without much optimization: 75 s on two cores
# (none)	also sanitizers in the unit tests, isolation and TAP tests.  Tests that need Citus, pgvector or R run where
#		those are installed, and say "skipped" elsewhere.
# all	what needs a browser, Java, Python's drivers or pg_cron too, which are
#		installed if they can be had; t/build, for it builds everything twice
#		more; the dashboard of test/bi; and the other versions of PostgreSQL
#		that are installed (versions="17 18" names versions to set up for it,
#		see versions.sh).
#
set -u
source_dir=$(cd "$(dirname "$0")/.." && pwd)
. "$source_dir/test/instance.sh"

tier=${1:-full}
SECONDS=0

# Packages that only some tests need; a program may be installed without one.
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

# The last line, and the status that goes with it.
finish()
{
	local rest= passed=0 failed=${1-0} skipped=0 good bad left
	if [ -e "$instance/counts" ]
	then
		while read -r good bad left
		do
			passed=$((passed + good))
			failed=$((failed + bad))
			skipped=$((skipped + left))
		done <"$instance/counts"
	fi
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
	echo "$good $bad $left" >>"$instance/counts"
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
	local name=$1 start=$SECONDS status log
	log=$instance/tap${lane-}.log
	shift
	"$@" >"$log" 2>&1
	status=$?
	count_tap "$name" "$log" $status $((SECONDS - start))
}

# pg_regress tells its results in a table up to 15 and as TAP since 16.  The
# isolation tests are a run of their own: behind a regression test that fails,
# make would leave them out.
run_regress()
{
	local name=$1 log=$instance/$1.log start=$SECONDS status folder=.
	shift
	make -s PG_CONFIG="$instance_bin/pg_config" installcheck "$@" >"$log" 2>&1
	status=$?
	sed -E -e 's/^test (\S+) +\.\.\. ok.*/ok - \1/' \
		-e 's/^test (\S+) +\.\.\. FAILED.*/not ok - \1/' "$log" \
		>"$instance/$name.tap"
	count_tap "$name" "$instance/$name.tap" $status $((SECONDS - start))
	if [ "$status" != 0 ]
	then
		[ "$name" != isolation ] || folder=output_iso
		head -n 300 "$work/$folder/regression.diffs" 2>/dev/null
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

run_units()
{
	local unit name
	for unit in "$work"/test/unit/*/*_test.c
	do
		name=${unit#"$work/test/"}
		if [ "$tier" = quick ]
		then
			UNIT_OBJECTS=$CORE_OBJECTS run_tap "${name%.c}" "$work/test/unit.sh" "$unit"
		else
			run_tap "${name%.c}" "$work/test/unit.sh" "$unit"
		fi
	done
}

# The tests to run, those first that take longest.
queue()
{
	local tap
	if [ "$tier" = quick ]
	then
		printf '%s\n' units regress lint
		return
	fi
	[ "$tier" != all ] || printf '%s\n' t/cron t/build
	# the packages of some versions come without the isolation tester
	[ ! -x "$isolation" ] || echo isolation
	printf '%s\n' units regress t/attacks lint t/kernel t/role_matrix t/lint \
		t/cancel t/restore t/reference t/rights t/readme torture
	for tap in test/t/*.pl
	do
		tap=$(basename "$tap" .pl)
		case $tap in
			cron | build | attacks | kernel | role_matrix | lint | cancel | \
				restore | reference | rights | readme) ;;
			bench) ;;			# alone, for it measures
			browser | clients) [ "$tier" != all ] || echo "t/$tap" ;;
			*) echo "t/$tap" ;;
		esac
	done
}

# Takes the next test from the queue of all lanes.
next_test()
{
	(
		flock 9
		head -n 1 "$instance/queue"
		sed -i 1d "$instance/queue"
	) 9>"$instance/queue.lock"
}

# Runs one test after the other, with a server of its own.
run_lane()
{
	local test
	lane=$1
	instance_start "$lane" || {
		echo '0 1 0' >>"$instance/counts"
		return
	}
	cd "$work" || return
	while test=$(next_test) && [ -n "$test" ]
	do
		case $test in
			lint) run_tap lint "$work/test/lint.sh" ;;
			units) run_units ;;
			torture) run_tap torture "$work/test/torture.sh" 1 200 40000 ;;
			regress) run_regress regress ISOLATION= ;;
			isolation) run_regress isolation REGRESS= ;;
			*) run_tap "$test" perl "$work/test/$test.pl" ;;
		esac
	done
}

instance_joined=
[ "$tier" != quick ] || instance_joined=yes
WERROR=1 instance_create "$source_dir" || finish 1
trap 'kill $(jobs -p) 2>/dev/null; instance_cleanup' EXIT
work=$instance/source
echo "# built in $SECONDS s, for $("$instance_bin/pg_config" --version)"
isolation=$(dirname "$("$instance_bin/pg_config" --pgxs)")/../test/isolation/pg_isolation_regress
export UNIT_BUILD=$instance/unit CORE_OBJECTS=$work/src/core
[ -z "$instance_joined" ] || export CORE_OBJECTS=$work/joined/core ROOMS=--includes
queue >"$instance/queue"
run_lane 1 &
run_lane 2 &
wait
if [ "$tier" != quick ]
then
	# alone, as it measures times
	echo t/bench >"$instance/queue"
	run_lane 3
fi

if [ "$tier" = all ]
then
	if command -v npm >/dev/null && command -v chromium >/dev/null
	then
		run_tap dashboard "$source_dir/test/dashboard.sh"
	else
		echo '0 0 1' >>"$instance/counts"
		echo "skipped dashboard: npm or chromium is missing"
	fi
	run_versions
fi
finish
