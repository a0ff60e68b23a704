#!/bin/bash
#
# versions.sh
#		Runs "make check" against several versions of PostgreSQL.
#
# usage: versions.sh [version ...]
#
# Without arguments every supported version is tested that is installed.  A
# version is found where packages put it, and PG_CONFIG_16=FILE names one that
# lies elsewhere.
#
# A version that is named and not installed is set up, as root on Debian: the
# suite that holds it is put into a chroot of its own, with the mirror and the
# settings of the machine's apt; about 1.5 GB and a few minutes each.  The
# chroots go when the script ends, unless VERSIONS_DIR names a folder to keep
# them in for the next time.
#
# Printed is the last line of each version's tests, or the reason why it was
# skipped; the logs are left in the folder where failed tests are.
#
set -u
source_dir=$(cd "$(dirname "$0")/.." && pwd)
keep=${VERSIONS_DIR:-}
folder=${keep:-$(mktemp -d "${TMPDIR:-/tmp}/logistic_versions.XXXXXX")}
mkdir -p "$folder"
failed=0
root=		# the chroot in use; another run may use others of the folder

# Takes away what is mounted in the chroot.
unmount()
{
	local place
	for place in dev/shm dev proc
	do
		if mountpoint -q "$root/$place"
		then
			umount "$root/$place" || umount -l "$root/$place"
		fi
	done
	root=
}

cleanup()
{
	[ -z "$root" ] || unmount
	if [ -z "$keep" ] && [ "$failed" = 0 ]
	then
		rm -rf --one-file-system "$folder"
	elif [ -z "$keep" ]
	then
		rm -rf --one-file-system "$folder"/root-*
	fi
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# The suite of Debian that has a version; nothing if none has.  What lies in
# experimental is put on top of sid.
suite_of()
{
	case $1 in
		15) echo bookworm ;;
		17) echo trixie ;;
		18 | 19) echo sid ;;
	esac
}

# The mirror that the machine's own apt uses for Debian's main archive.
mirror()
{
	apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' \
		'Label: Debian' | head -n 1
}

# The pg_config of a version that is installed, with its headers.
installed()
{
	local config named=PG_CONFIG_$1
	for config in "${!named-}" "/usr/lib/postgresql/$1/bin/pg_config" \
		"/usr/pgsql-$1/bin/pg_config" "/usr/local/pgsql-$1/bin/pg_config" \
		"$(command -v pg_config)"
	do
		if [ -x "$config" ] && [ -f "$("$config" --pgxs)" ] &&
			[ -f "$("$config" --includedir-server)/postgres.h" ] &&
			"$config" --version | grep -q "^PostgreSQL $1[.a-z]"
		then
			echo "$config"
			return
		fi
	done
}

# Makes $root the chroot of a suite, with the version's packages.
make_root()
{
	local version=$1 suite=$2
	local script=/usr/share/debootstrap/scripts/$suite
	local experimental=/etc/apt/sources.list.d/experimental.list

	# a suite newer than debootstrap is made as the newest is
	[ -e "$script" ] || script=/usr/share/debootstrap/scripts/sid
	if ! [ -e "$root/made" ]
	then
		debootstrap --variant=minbase "$suite" "$root" "$(mirror)" "$script" &&
			touch "$root/made" || return 1
	fi
	mount -t proc proc "$root/proc" &&
	mount --bind /dev "$root/dev" &&
	mount -t tmpfs tmpfs "$root/dev/shm" &&
	mkdir -p "$root/etc/postgresql-common" &&
	echo 'create_main_cluster = false' \
		>"$root/etc/postgresql-common/createcluster.conf" &&
	{ apt-config dump Acquire | grep -iE 'proxy|retries|timeout' || true; } \
		>"$root/etc/apt/apt.conf.d/90host" &&
	echo "Acquire::Check-Valid-Until \"false\";" \
		>>"$root/etc/apt/apt.conf.d/90host" &&
	export DEBIAN_FRONTEND=noninteractive
	chroot "$root" dpkg --configure -a &&
	chroot "$root" apt-get -qq update || return 1
	if ! chroot "$root" apt-cache show "postgresql-$version" >/dev/null 2>&1
	then
		echo "deb $(mirror) experimental main" >"$root$experimental"
		# for the server only: other packages there may not fit those of sid
		cat >"$root/etc/apt/preferences.d/experimental" <<-END
		Package: postgresql-* libpq* libecpg* libpgtypes*
		Pin: release a=experimental
		Pin-Priority: 500
		END
		chroot "$root" apt-get -qq update || return 1
	fi
	chroot "$root" apt-get -qq install -y --no-install-recommends \
		"postgresql-$version" "postgresql-server-dev-$version" \
		make gcc libc6-dev perl cppcheck
}

# Runs the tests in the chroot of a suite.
check_in_root()
{
	local version=$1 suite=$2

	root=$folder/root-$version
	make_root "$version" "$suite" || {
		unmount
		return 1
	}
	rm -rf "$root/source"
	mkdir "$root/source"
	(cd "$source_dir" && tar cf - --exclude=.git --exclude='*.o' \
		--exclude='*.so' --exclude='*.d' .) | tar xf - -C "$root/source"
	chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
		PG_CONFIG="/usr/lib/postgresql/$version/bin/pg_config" \
		make -s -C /source check
	local status=$?
	unmount
	return $status
}

# Runs the tests of one version, whichever way there is.
check_version()
{
	local config suite
	config=$(installed "$1")
	suite=$(suite_of "$1")
	if [ -n "$config" ]
	then
		PG_CONFIG=$config make -s -C "$source_dir" check
	elif [ -z "$suite" ] || [ "$(id -u)" != 0 ] ||
		! command -v apt-get >/dev/null
	then
		echo "skipped: not installed, and no way here to install it"
	else
		command -v debootstrap >/dev/null ||
			apt-get -qq install -y --no-install-recommends debootstrap
		check_in_root "$1" "$suite"
	fi
}

if [ $# = 0 ]
then
	for version in 14 15 16 17 18 19
	do
		if [ -n "$(installed "$version")" ]
		then
			set -- "$@" "$version"
		else
			echo "PostgreSQL $version: skipped: not installed, and not named"
		fi
	done
fi
for version
do
	log=$folder/check-$version.log
	if check_version "$version" >"$log" 2>&1
	then
		echo "PostgreSQL $version: $(tail -n 1 "$log")"
	else
		failed=1
		echo "PostgreSQL $version: $(tail -n 1 "$log"), see $log"
	fi
done
exit "$failed"
