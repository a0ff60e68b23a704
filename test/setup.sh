#!/bin/sh
#
# setup.sh
#		Installs what a build and its tests need, where it may.
#
# usage: setup.sh [extra package ...] [-- optional package ...]
#
# An optional package is one that a test can do without; "@" in its name is
# the server's major version.
#
# On Debian and its kin, as root, missing packages come through apt.
# Elsewhere it only says what is missing.  An existing PostgreSQL of any
# supported version is taken as it is: set PG_CONFIG to choose one.
#
set -eu

# Is a package not installed?
lacks()
{
	! dpkg -s "$1" 2>/dev/null | grep -q '^Status: install ok'
}

missing=
while [ $# -gt 0 ] && [ "$1" != -- ]
do
	! lacks "$1" || missing="$missing $1"
	shift
done

pg_config=${PG_CONFIG:-pg_config}
if ! [ -f "$("$pg_config" --pgxs 2>/dev/null || echo none)" ] ||
	! [ -f "$("$pg_config" --includedir-server)/postgres.h" ] ||
	! [ -x "$("$pg_config" --bindir)/initdb" ]
then
	missing="$missing postgresql-15 postgresql-server-dev-15"
	major=15
else
	major=$("$pg_config" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')
fi

optional=
while [ $# -gt 1 ]
do
	shift
	package=$(echo "$1" | sed "s/@/$major/")
	! lacks "$package" || optional="$optional $package"
done
[ -n "$missing$optional" ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null
then
	[ -n "$missing" ] || exit 0
	echo "missing:$missing" >&2
	echo "install them, or run this as root on Debian" >&2
	exit 1
fi

# the packages would create and start a cluster of their own otherwise
if ! [ -e /etc/postgresql-common/createcluster.conf ]
then
	mkdir -p /etc/postgresql-common
	echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
fi
export DEBIAN_FRONTEND=noninteractive
if [ -n "$missing" ] || ! ls /var/lib/apt/lists/*_Packages* >/dev/null 2>&1
then
	apt-get -qq update
fi
if [ -n "$missing" ]
then
	echo "# installing:$missing"
	# shellcheck disable=SC2086
	apt-get -qq install -y --no-install-recommends $missing >/dev/null
fi
for package in $optional
do
	apt-get -qq install -y --no-install-recommends "$package" >/dev/null 2>&1 ||
		echo "# not to be had: $package"
done
