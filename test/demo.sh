#!/bin/bash
#
# demo.sh
#		Shows the main job on real data, from nothing and leaving nothing.
#
set -eu
source_dir=$(cd "$(dirname "$0")/.." && pwd)
. "$source_dir/test/instance.sh"

"$source_dir/test/setup.sh" gcc libc6-dev make
echo "# building, and starting a throw-away PostgreSQL on a private socket"
instance_create "$source_dir"
instance_start
psql -X -q -f "$instance/source/test/demo.sql" \
	<"$instance/source/test/data/heart.csv"
echo
echo "# done: the server is stopped and its folder removed"
