#!/bin/bash
#
# sanitize.sh
#		Runs the tests on servers with assertions and with sanitizers.
#
# usage: sanitize.sh [assert | address] [test ...]
#
# PostgreSQL is built twice from Debian's source package, and kept in
# .sanitize (SANITIZE_DIR names another folder):
#
# assert	with the server's own assertions, which also check each piece of
#		memory that is freed
# address	with these, AddressSanitizer and UndefinedBehaviorSanitizer
#
# On each run regress, isolation and TAP tests, among them the attacks and the
# fuzzers; after these, on the first, a few regress tests with every cache
# discarded whenever it could be, and with parallel plans forced.  Named tests
# (of sql/ or test/t/) run alone.  FUZZ_SECONDS is for the fuzzers.
#
# A report of a sanitizer ends the process that made it and counts as a
# failure.  The first time takes half an hour on two cores, later ones ten
# minutes.
#
set -u
source_dir=$(cd "$(dirname "$0")/.." && pwd)
. "$source_dir/test/instance.sh"

cache=${SANITIZE_DIR:-$source_dir/.sanitize}
builds='assert address'
case ${1-} in assert | address) builds=$1; shift ;; esac
failed=0

"$source_dir/test/setup.sh" gcc libc6-dev make perl bzip2 || exit 1
mkdir -p "$cache"

# The newest source package of the server's major version that can be had.
fetch_source()
{
	local major version lists=$cache/lists
	major=$(${PG_CONFIG:-pg_config} --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')
	mkdir -p "$lists/partial" "$cache/sources"
	if compgen -G "$cache/postgresql-$major"_*.orig.tar.* >/dev/null
	then
		return
	fi
	sed 's/^Types: deb$/Types: deb-src/; s/^deb /deb-src /' \
		/etc/apt/sources.list.d/debian.sources >"$cache/sources/debian.sources"
	set -- -q -o Dir::Etc::sourcelist=/dev/null \
		-o Dir::Etc::sourceparts="$cache/sources" -o Dir::State::lists="$lists"
	apt-get "$@" update >"$cache/apt.log" 2>&1 || { cat "$cache/apt.log"; exit 1; }
	for version in $(apt-cache "$@" showsrc "postgresql-$major" |
		sed -n 's/^Version: //p' | sort -ruV)
	do
		(cd "$cache" && apt-get "$@" --download-only source \
			"postgresql-$major=$version") >>"$cache/apt.log" 2>&1 && return
	done
	cat "$cache/apt.log"
	exit 1
}

# Builds PostgreSQL into a folder of the cache, unless it is there.
build()
{
	local name=$1 flags='-O1 -g -fno-omit-frame-pointer' sanitizers=
	[ ! -x "$cache/$name/bin/pg_config" ] || return 0
	fetch_source
	# on x86 the server itself reads words that are not aligned
	[ "$name" = assert ] || sanitizers='-fsanitize=address,undefined -fno-sanitize=alignment -fno-sanitize-recover=all'
	rm -rf "$cache/src-$name"
	mkdir "$cache/src-$name"
	tar xf "$(compgen -G "$cache/postgresql-*.orig.tar.*" | head -n 1)" \
		-C "$cache/src-$name" --strip-components=1
	(
		cd "$cache/src-$name" || exit 1
		export ASAN_OPTIONS=detect_leaks=0
		./configure -q --prefix="$cache/$name" --enable-cassert \
			--enable-debug --without-readline --without-zlib \
			CFLAGS="$flags $sanitizers" LDFLAGS="$sanitizers" &&
			make -s -j"$(nproc)" && make -s install &&
			make -s -C contrib/postgres_fdw install &&
			make -s -C src/test/isolation install
	) >"$cache/$name.log" 2>&1 || {
		tail -n 40 "$cache/$name.log"
		exit 1
	}
	rm -rf "$cache/src-$name"
}

# Starts a server of a build, and sets up what a sanitizer says and where.
start()
{
	PG_CONFIG=$cache/$1/bin/pg_config
	export PG_CONFIG
	reports=$cache/reports-$1
	rm -rf "$reports"
	mkdir "$reports"
	chmod 777 "$reports"
	export ASAN_OPTIONS="detect_leaks=0:detect_stack_use_after_return=0:abort_on_error=1:log_path=$reports/address"
	export UBSAN_OPTIONS="print_stacktrace=1:halt_on_error=1:log_path=$reports/undefined"
	instance_create "$source_dir" && instance_start || exit 1
	cd "$instance/source" || exit 1
}

# Chosen regress tests, with settings for all sessions.
regress()
{
	local what=$1 settings=$2
	shift 2
	if PGOPTIONS=$settings make -s PG_CONFIG="$instance_bin/pg_config" \
		ISOLATION= installcheck REGRESS="$*" >"$instance/regress.log" 2>&1
	then
		echo "ok      $what: $*"
	else
		failed=1
		echo "NOT OK  $what: $*"
		tail -n 5 "$instance/regress.log"
		head -n 200 regression.diffs
	fi
}

tap()
{
	if perl "test/t/$1.pl" >"$instance/tap.log" 2>&1
	then
		echo "ok      t/$1 ($(grep -c '^ok' "$instance/tap.log"))"
	else
		failed=1
		echo "NOT OK  t/$1"
		grep -v '^ok' "$instance/tap.log" | tail -n 60
	fi
}

# What a sanitizer has found, and asserts that failed.
reports()
{
	local n
	n=$(find "$reports" -type f | wc -l)
	grep -h '^TRAP:' "$instance/data/log" && n=$((n + 1))
	echo "$1: $n reports"
	[ "$n" = 0 ] || failed=1
	find "$reports" -type f | head -n 3 | xargs -r head -n 60
}

# Tests of speed, of other programs and of other servers are left out.
pointless='bench browser build citus clients cron examples lint packaging pgvector picture readme servers'

for name in $builds
do
	build "$name"
	start "$name"
	if [ $# -gt 0 ]
	then
		for test in "$@"
		do
			if [ -f "test/t/$test.pl" ]
			then
				tap "$test"
			else
				regress "$name" '' "$test"
			fi
		done
	else
		# shellcheck disable=SC2046
		regress "$name" '' $(cd sql && echo *.sql | sed 's/\.sql//g')
		for test in test/t/*.pl
		do
			test=$(basename "$test" .pl)
			case " $pointless " in *" $test "*) ;; *) tap "$test" ;; esac
		done
		if [ "$name" = assert ]
		then
			make -s PG_CONFIG="$instance_bin/pg_config" REGRESS= installcheck \
				>"$instance/regress.log" 2>&1 || {
				failed=1
				echo "NOT OK  isolation"
				tail -n 20 "$instance/regress.log"
			}
			regress 'caches discarded' '-c debug_discard_caches=1' \
				registry named score_cache
			regress 'parallel plans' '-c force_parallel_mode=regress' \
				fit metrics named step registry
		fi
	fi
	reports "$name"
	cd "$source_dir" || exit 1
	instance_cleanup
done
[ "$failed" = 0 ] && echo "sanitize: nothing found"
exit "$failed"
