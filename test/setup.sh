#!/bin/sh
#
# setup.sh
#		Installs what a build and its tests need, where it may.
#
# usage: setup.sh [extra package ...]
#
# On Debian and its kin, as root, missing packages come through apt.
# Elsewhere it only says what is missing.  An existing PostgreSQL of any
# supported version is taken as it is: set PG_CONFIG to choose one.
#
set -eu

missing=
for package in "$@"
do
	if ! dpkg -s "$package" 2>/dev/null | grep -q '^Status: install ok'
	then
		missing="$missing $package"
	fi
done

pg_config=${PG_CONFIG:-pg_config}
if ! [ -f "$("$pg_config" --pgxs 2>/dev/null || echo none)" ] ||
	! [ -f "$("$pg_config" --includedir-server)/postgres.h" ] ||
	! [ -x "$("$pg_config" --bindir)/initdb" ]
then
	missing="$missing postgresql-15 postgresql-server-dev-15"
fi
[ -n "$missing" ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null
then
	echo "missing:$missing" >&2
	echo "install them, or run this as root on Debian" >&2
	exit 1
fi

echo "# installing:$missing"

# the packages would create and start a cluster of their own otherwise
if ! [ -e /etc/postgresql-common/createcluster.conf ]
then
	mkdir -p /etc/postgresql-common
	echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
fi
export DEBIAN_FRONTEND=noninteractive
apt-get -qq update
# shellcheck disable=SC2086
apt-get -qq install -y --no-install-recommends $missing >/dev/null
