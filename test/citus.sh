#!/bin/bash
#
# citus.sh
#		Runs the test on a cluster of Citus: a coordinator and workers.
#
# usage: citus.sh			or "make citus"
#
# CITUS=FILE names the pg_config of a PostgreSQL in which Citus is installed,
# if that is another one than PG_CONFIG says.  Nothing of it is changed: its
# programs are copied, and the extension is installed into the copy.
#
set -u
source_dir=$(cd "$(dirname "$0")/.." && pwd)
. "$source_dir/test/instance.sh"

PG_CONFIG=${CITUS:-${PG_CONFIG:-pg_config}}
if ! [ -e "$($PG_CONFIG --sharedir)/extension/citus.control" ]
then
	echo "skipped: Citus is not installed in the PostgreSQL of $PG_CONFIG; CITUS=/path/to/pg_config names another one"
	exit 0
fi
instance_create "$source_dir" || exit 1
export PGUSER=postgres PGDATABASE=postgres PGOPTIONS= PGTZ=UTC
export PATH="$instance_bin:$PATH"
perl "$instance/source/test/t/citus.pl"
