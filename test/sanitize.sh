#!/bin/bash
#
# sanitize.sh
#		Runs the regression tests with the extension under a sanitizer.
#
# usage: sanitize.sh [test ...]			all of sql/ by default; about a minute
#
# The extension is built with UndefinedBehaviorSanitizer, for an ordinary
# server.  What it finds ends the backend, which fails the test, and stands
# in the server's log, which is shown then.  AddressSanitizer has to be the
# first library of the process, and the server then hangs in bindtextdomain
# before it reads its options; so that one is for the unit tests of the core.
#
set -u
source_dir=$(cd "$(dirname "$0")/.." && pwd)
. "$source_dir/test/instance.sh"

"$source_dir/test/setup.sh" gcc libc6-dev make perl || exit 1
export COPT='-fsanitize=undefined -fno-sanitize-recover=all -fno-omit-frame-pointer'
export UBSAN_OPTIONS=print_stacktrace=1
instance_create "$source_dir" || exit 1
instance_start || exit 1
cd "$instance/source" || exit 1
if make -s PG_CONFIG="$instance_bin/pg_config" ISOLATION= installcheck \
	${1:+REGRESS="$*"} >"$instance/regress.log" 2>&1
then
	tail -n 4 "$instance/regress.log"
	exit 0
fi
cat "$instance/regress.log"
head -n 100 "$instance"/source/regression.diffs
grep -A 30 'runtime error' "$instance/data/log" | head -n 100
exit 1
