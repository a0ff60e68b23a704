#!/bin/bash
#
# soak.sh
#		Fits, refits and scores while everything goes wrong, for a while.
#
# usage: soak.sh [seconds]			60 by default
#
# The server may not have more than 1.5 GB of address space a process, so
# that what is too large runs out of memory.  What is done and what has to be
# true in the end stands in soak.pl.
#
set -eu
source_dir=$(cd "$(dirname "$0")/.." && pwd)
. "$source_dir/test/instance.sh"

"$source_dir/test/setup.sh" gcc libc6-dev make perl
instance_create "$source_dir"
(
	ulimit -v 1500000
	trap - EXIT
	instance_start
)
export PGHOST="$instance/socket" PGPORT=5432 PGUSER=postgres
export PGDATABASE=postgres PGOPTIONS= PGTZ=UTC PATH="$instance_bin:$PATH"
perl "$instance/source/test/soak.pl" "${1:-60}" "$instance/data/log"
