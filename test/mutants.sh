#!/bin/bash
#
# mutants.sh
#		Mutation testing: which small faults in the sources the tests find.
#
# usage: make mutants [n=100] [seed=1] [first=1] [only=REGEX] [taps="X Y"]
#
# One at a time, n small changes are made in src (mutants.pl says which): an
# operator becomes another one, a constant another by one, a statement goes.
# One object is compiled and linked into a server of its own, where tests run one
# by one until one fails: unit tests for the core, the regress tests of the room
# that was changed, all others, and TAP tests: those of the room, or those named
# in "taps".  "only" chooses the sources, and "first" goes on where another run
# has ended.
#
# Printed is a line for each change: how it was caught, "survived", "same code"
# where the compiler makes the same of both, or "not compiled".  The last line
# is the share that was caught of all that make a difference.
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
		src/registry/* | src/training/*) echo readme rights restore cancel ;;
		src/distributed/* | src/parallel/* | src/pass/*) echo parallel servers readme cancel ;;
		src/interchange/* | src/report/* | src/score/*) echo readme recipes ;;
		*) echo readme options ;;
	esac
}

# Tests run in a copy of a database that has the extension.
fresh_database()
{
	dropdb --if-exists --force mutant 2>/dev/null &&
		createdb -T with_extension mutant
}

# Runs regress tests until one fails, and prints its name.
regress()
{
	local test
	for test
	do
		timeout -k 5 "$limit" "$pg_regress" --inputdir=. --outputdir=. \
			--bindir="$instance_bin" --use-existing --dbname=mutant "$test" \
			>"$instance/regress.log" 2>&1
		case $? in
			0) ;;
			124 | 137)
				echo "$test did not end"
				return 1
				;;
			*)
				echo "$test"
				return 1
				;;
		esac
	done
}

# Prints what caught the change in a source; nothing if nothing did.
catch()
{
	local source=$1 room unit tap test
	local -a firsts rest=()

	if [[ $source == src/core/* ]]
	then
		room=$(basename "$(dirname "$source")")
		for unit in test/unit/"$room"/*_test.c test/unit/regression/*_test.c
		do
			[ -e "$unit" ] || continue
			UNIT_BUILD=$instance/unit timeout -k 5 "$((3 * limit))" test/unit.sh "$unit" \
				>"$instance/unit.log" 2>&1 || {
				echo "unit $(basename "$unit" .c)"
				return
			}
		done
	fi
	fresh_database
	read -ra firsts <<<"$(tests_of "$source")"
	regress "${firsts[@]}" || return
	for test in "${all_tests[@]}"
	do
		[[ " ${firsts[*]} " == *" $test "* ]] || rest+=("$test")
	done
	regress "${rest[@]}" || return
	for tap in $(taps_of "$source")
	do
		timeout -k 5 "$((5 * limit))" perl "test/t/$tap.pl" >"$instance/tap.log" 2>&1 || {
			echo "t/$tap"
			return
		}
	done
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
fresh_database
mkdir -p results
for test in "${all_tests[@]}"
do
	regress "$test" >/dev/null || {
		echo "# without a change fails: $test"
		all_tests=($(printf '%s\n' "${all_tests[@]}" | grep -vx "$test"))
	}
done

caught=0
survived=0
same=0
uncompiled=0
for ((i = first; i < first + n; i++))
do
	change=$(perl test/mutants.pl "$seed" "$i" "${sources[@]}") || exit 1
	source=${change%%:*}
	object=${source%.c}.o
	cp "$object" "$instance/object"
	build "$object"
	built=$?
	if [ $built = 1 ]
	then
		outcome='not compiled'
		uncompiled=$((uncompiled + 1))
	elif [ $built = 2 ]
	then
		outcome='same code'
		same=$((same + 1))
	else
		outcome=$(catch "$source")
		if [ -n "$outcome" ]
		then
			outcome="caught: $outcome"
			caught=$((caught + 1))
		else
			outcome=survived
			survived=$((survived + 1))
		fi
		# a backend may be in a loop without an end
		case $outcome in *'did not end') restart ;; esac
		install_library "$instance/original.so"
	fi
	printf '%d\t%s\t%s\n' "$i" "$outcome" "$change"
	cp "$instance/original/${source#src/}" "$source"
	cp "$instance/object" "$object"
	touch "$object"
done
echo "# seed $seed, $first to $((i - 1)): $caught caught, $survived survived," \
	"$same same code, $uncompiled not compiled"
[ $((caught + survived)) = 0 ] ||
	echo "# $((100 * caught / (caught + survived))) % caught"
