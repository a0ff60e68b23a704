#!/bin/bash
#
# bench.sh
#		Runs the benchmarks, against the promised ratios, on a server of its
#		own.
#
# usage: make bench [rows=10000000] [runs=5] [part=groups] [only=REGEX]
#
# The server is tuned so that everything stays in memory and nothing but the
# queries runs.  The benchmarks are in test/bench, see run.pl there.
#
set -eu
source_dir=$(cd "$(dirname "$0")/.." && pwd)
. "$source_dir/test/instance.sh"

"$source_dir/test/setup.sh" gcc libc6-dev make perl
instance_create "$source_dir"
instance_start
cat >>"$instance/data/postgresql.conf" <<END
shared_buffers = 512MB
max_wal_size = 32GB
wal_level = minimal
max_wal_senders = 0
autovacuum = off
END
instance_run "$instance_bin/pg_ctl" -D "$instance/data" -w restart \
	>"$instance/restart.log" 2>&1
perl "$instance/source/test/bench/run.pl"
