#!/bin/bash
#
# mutants.sh
#		Mutation testing: which small faults in the sources the tests find.
#
# usage: make mutants [n=100] [seed=1] [first=1] [only=REGEX] [taps="X Y"]
#
# One at a time, n small changes are made in src (mutants.pl says which): an
# operator becomes another one, a constant another by one, a statement goes.
# One object is compiled and linked into a server of its own, where tests run
# until one fails: the regress tests of the room that was changed, its unit tests
# if it is one of the core, all other regress tests, and TAP tests: those of the
# room, or those named in "taps".  "only" chooses the sources, and "first" goes on
# where another run of the same sources and seed has ended.
#
# A test counts only if it passes again as soon as the change is taken back: else
# the server was left in disorder by something else, and the change is tried
# anew after a restart.
#
# Printed is a line for each change: how it was caught and after how many seconds,
# "survived", "same code" where the compiler makes the same of both, or "not
# compiled".  The last line is the share that was caught of all that make a
# difference.
#
set -u
source_dir=$(cd "$(dirname "$0")/.." && pwd)
. "$source_dir/test/instance.sh"

n=${n:-100}
seed=${seed:-1}
first=${first:-1}
only=${only:-.}
taps=${taps-room}
limit=${limit:-60}		# seconds for one test, which may never end

"$source_dir/test/setup.sh" gcc libc6-dev make perl || exit 1
export COPT='-O1 -g0'
instance_create "$source_dir" && instance_start || exit 1
cd "$instance/source" || exit 1
cp -a src "$instance/original"
library=$("$instance_bin/pg_config" --pkglibdir)/logistic.so
cp logistic.so "$instance/original.so"
pg_regress=$(dirname "$("$instance_bin/pg_config" --pgxs)")/../test/regress/pg_regress
mapfile -t sources < <(find src -name '*.c' | grep -E -- "$only" | sort)
mapfile -t all_tests < <(basename -s .sql sql/*.sql)

# The regress tests that look at a room first.
tests_of()
{
	case $1 in
		src/calibration/*) echo calibration ;;
		src/core/data/*) echo fit fit_parallel terms options ;;
		src/core/inference/*) echo inference sandwich profile ;;
		src/core/kernel/* | src/core/numeric/*) echo elementwise fit numbers ;;
		src/core/likelihood/*) echo fit multinomial penalty ;;
		src/core/linalg/* | src/core/regression/*) echo fit condition firth inference ;;
		src/core/metrics/*) echo metrics curves class_metrics decisions ;;
		src/core/online/* | src/ftrl/*) echo ftrl ;;
		src/core/solver/*) echo convergence fit lasso penalty firth ;;
		src/core/terms/* | src/terms/*) echo terms terms_options ;;
		src/distributed/* | src/pass/*) echo step distributed ;;
		src/parallel/*) echo parallel ;;
		src/fit/*) echo fit fit_errors fit_row options terms_options ;;
		src/functions/*) echo elementwise array_product elementwise_untyped ;;
		src/inference/*) echo inference ;;
		src/interchange/*) echo pmml names score ;;
		src/metrics/*) echo metrics metric_states curves class_metrics decisions ;;
		src/model/*) echo model numbers types ;;
		src/multinomial/*) echo multinomial multinomial_options ;;
		src/options/*) echo options multinomial_options terms_options ;;
		src/pg/*) echo fit fit_errors names types sorter ;;
		src/registry/*) echo registry named ;;
		src/report/*) echo report ;;
		src/score/scorecard*) echo scorecard ;;
		src/score/*) echo score score_cache score_untyped evaluate ;;
		src/training/*) echo registry refit drift cross_validation ;;
		src/woe/*) echo woe scorecard ;;
		*) echo fit ;;
	esac
}

# The TAP tests that look at a room, and at all.
taps_of()
{
	[ "$taps" = room ] || { echo "$taps"; return; }
	case $1 in
		src/core/kernel/* | src/core/likelihood/*) echo kernel reference readme ;;
		src/core/* | src/inference/*) echo reference readme options ;;
		src/fit/* | src/options/* | src/pg/*) echo options readme spill reference ;;
		src/multinomial/*) echo multinomial readme options ;;
		src/model/* | src/metrics/* | src/ftrl/* | src/calibration/*) echo fuzz_states readme fuzz ;;
		src/training/*) echo training_ways parallel readme rights ;;
		src/registry/*) echo readme rights restore cancel ;;
		src/distributed/* | src/parallel/* | src/pass/*) echo parallel servers readme cancel ;;
		src/interchange/* | src/report/* | src/score/*) echo readme recipes ;;
		*) echo readme options ;;
	esac
}

# Tests run in a copy of a database that has the extension, on a server without
# roles that another test has left.
fresh_database()
{
	local try
	for try in 1 2 3 4 5 6 7 8 9 10
	do
		if dropdb --if-exists --force mutant 2>/dev/null && drop_roles &&
			createdb -T with_extension mutant 2>/dev/null
		then
			return
		fi
		sleep "$try"			# a server recovers from a crash
		[ "$try" != 5 ] || restart
	done
	echo "nothing, for there is no server"
	return 1
}

drop_roles()
{
	psql -qXAtc "SELECT format('DROP ROLE %I;', rolname) FROM pg_roles
		WHERE rolname !~ '^pg_' AND rolname <> current_user" | psql -qX
}

# Runs regress tests at one go, and prints the first that failed.
regress()
{
	local status failed test
	[ $# -gt 0 ] || return 0
	timeout -k 5 "$((limit + limit * $# / 4))" "$pg_regress" --inputdir=. \
		--outputdir=. --bindir="$instance_bin" --use-existing --dbname=mutant "$@" \
		>"$instance/regress.log" 2>&1
	status=$?
	[ $status != 0 ] || return 0
	# a table up to 15, TAP since 16
	failed=$(sed -nE -e 's/^test (\S+) +\.\.\. FAILED.*/\1/p' \
		-e 's/^not ok [0-9]+ +[-+] (\S+).*/\1/p' "$instance/regress.log" | head -n 1)
	if [ -z "$failed" ]
	then
		for test
		do
			grep -qE "^test $test +\.\.\. ok|^ok [0-9]+ +[-+] $test " \
				"$instance/regress.log" || {
				failed=$test
				break
			}
		done
	fi
	case $status in
		124 | 137)
			echo "$failed did not end"
			restart
			;;
		*) echo "$failed" ;;
	esac
	return 1
}

# Runs a test of the core.
unit()
{
	CC='gcc -w' UNIT_BUILD=$instance/unit timeout -k 5 "$((5 * limit))" test/unit.sh "$1" \
		>"$instance/unit.log" 2>&1 || {
		echo "unit $(basename "$1" .c)"
		return 1
	}
}

tap()
{
	timeout -k 5 "$((10 * limit))" perl "test/t/$1.pl" >"$instance/tap.log" 2>&1 || {
		echo "t/$1"
		return 1
	}
}

# Prints what caught the change in a source; nothing if nothing did.
catch()
{
	local source=$1 room unit tap test
	local -a firsts=() rest=()

	fresh_database || return
	for test in $(tests_of "$source")
	do
		[[ " ${all_tests[*]} " != *" $test "* ]] || firsts+=("$test")
	done
	regress "${firsts[@]}" || return
	if [[ $source == src/core/* ]]
	then
		room=$(basename "$(dirname "$source")")
		for unit in test/unit/"$room"/*_test.c test/unit/regression/*_test.c
		do
			[ ! -e "$unit" ] || unit "$unit" || return
		done
	fi
	for test in "${all_tests[@]}"
	do
		[[ " ${firsts[*]} " == *" $test "* ]] || rest+=("$test")
	done
	while [ ${#rest[@]} -gt 0 ]
	do
		regress "${rest[@]:0:8}" || return
		rest=("${rest[@]:8}")
	done
	for tap in $(taps_of "$source")
	do
		tap "$tap" || return
	done
}

# Does a test pass that has caught a change, now that this is gone?
passes()
{
	case $1 in
		unit\ *) unit "$(echo test/unit/*/"${1#unit }.c")" ;;
		t/*) fresh_database && tap "${1#t/}" ;;
		*) fresh_database && regress "${1% did not end}" ;;
	esac >/dev/null
}

# Compiles an object and links; open sessions keep the library they have.
# Fails with 2 if the object is the one of before.
build()
{
	make -s PG_CONFIG="$instance_bin/pg_config" "$1" >"$instance/build.log" 2>&1 ||
		return 1
	! cmp -s "$1" "$instance/object" || return 2
	make -s PG_CONFIG="$instance_bin/pg_config" logistic.so \
		>>"$instance/build.log" 2>&1 && install_library logistic.so
}

install_library()
{
	cp "$1" "$library.new" && mv "$library.new" "$library"
}

restart()
{
	instance_run "$instance_bin/pg_ctl" -D "$instance/data" -m immediate \
		-l "$instance/data/log" -w restart >/dev/null 2>&1 ||
		instance_run "$instance_bin/pg_ctl" -D "$instance/data" \
			-l "$instance/data/log" -w start >/dev/null 2>&1
}

# What is not part of a mutant: the database that is copied, and tests that fail
# without any change, which would catch everything.
createdb -T template0 -E UTF8 -l C with_extension &&
	psql -qXd with_extension -c 'CREATE EXTENSION logistic' || exit 1
mkdir -p results
while fresh_database && failed=$(regress "${all_tests[@]}"; true) && [ -n "$failed" ]
do
	echo "# without a change fails: $failed"
	mapfile -t all_tests < <(printf '%s\n' "${all_tests[@]}" | grep -vx "${failed% did not end}")
done

# Takes the change in $source back.
restore()
{
	cp "$instance/original/${source#src/}" "$source"
	cp "$instance/object" "$object"
	touch "$object"
	install_library "$instance/original.so"
}

# Sets "outcome" to what the tests say of the change in $source.
try()
{
	local start=$SECONDS attempt
	cp "$source" "$instance/changed.c"
	cp logistic.so "$instance/changed.so"
	for attempt in 1 2
	do
		outcome=$(catch "$source")
		restore
		if [ -z "$outcome" ]
		then
			outcome=survived
			break
		elif passes "$outcome"
		then
			outcome="caught: $outcome"
			break
		fi
		outcome="not clear: $outcome"
		restart
		[ $attempt = 2 ] || {
			cp "$instance/changed.c" "$source"
			install_library "$instance/changed.so"
		}
	done
	outcome="$outcome, $((SECONDS - start)) s"
}

declare -A total=([caught]=0 [survived]=0 [same]=0 [not]=0)
for ((i = first; i < first + n; i++))
do
	change=$(perl test/mutants.pl "$seed" "$i" "${sources[@]}") || exit 1
	source=${change%%:*}
	object=${source%.c}.o
	cp "$object" "$instance/object"
	build "$object"
	case $? in
		0) try ;;
		1) outcome='not compiled' ;;
		2) outcome='same code' ;;
	esac
	restore
	printf '%d\t%s\t%s\n' "$i" "$outcome" "$change"
	kind=${outcome%%[ ,:]*}
	total[$kind]=$((total[$kind] + 1))
done
different=$((total[caught] + total[survived]))
echo "# seed $seed, $first to $((i - 1)): ${total[caught]} caught," \
	"${total[survived]} survived, ${total[same]} same code," \
	"${total[not]} not compiled or not clear"
[ $different = 0 ] || echo "# $((100 * total[caught] / different)) % caught"
