#!/bin/sh
#
# arch.sh
#		Runs the unit tests of the core on emulated architectures.
#
# usage: arch.sh [architecture ...]		aarch64 and s390x by default
#
# aarch64 has vectors of its own in src/core/kernel; s390x keeps the high byte
# of a number first.  A cross compiler and QEMU's emulator of a user's program
# come as Debian packages; the certified fits are among the tests.  It takes a
# few minutes.
#
set -eu
source_dir=$(cd "$(dirname "$0")/.." && pwd)
[ $# -gt 0 ] || set -- aarch64 s390x

for architecture
do
	debian=$architecture
	[ "$architecture" != aarch64 ] || debian=arm64
	"$source_dir/test/setup.sh" gcc make qemu-user-static \
		"gcc-$architecture-linux-gnu" "libc6-dev-$debian-cross"
	echo "# $architecture"
	CC=$architecture-linux-gnu-gcc EMULATOR=qemu-$architecture-static \
		"$source_dir/test/unit.sh"
done
