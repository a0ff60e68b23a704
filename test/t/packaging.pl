#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# packaging.pl
#		Metadata for packagers (META.json) agrees with the sources.
#
# META.json is held against the rules of the PGXN meta specification 1.0.0.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/lib";

use JSON::PP ();
use LogisticTest qw(slurp);
use Test::More;

my $root = "$FindBin::RealBin/../..";
my $meta = JSON::PP->new->decode(slurp("$root/META.json"));
my $semantic = qr/^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:[a-z][-0-9a-z]*)?$/i;
my ($control) = slurp("$root/logistic.control") =~ /^default_version = '(.*)'$/m;
my $extension = $meta->{provides}{logistic};

foreach my $key (qw(name version abstract maintainer license provides meta-spec))
{
	ok defined $meta->{$key}, "META.json has its $key";
}
is $meta->{name}, 'logistic', 'the name';
like $meta->{$_}, $semantic, "the $_ is a semantic version" foreach 'version';
like $extension->{version}, $semantic, 'and that of the extension';
is $meta->{'meta-spec'}{version}, '1.0.0', 'the version of the specification';
like $_, qr/^[^<>]+ <[^\s<>@]+@[^\s<>@]+\.[a-z]+>$/, "an address: $_"
  foreach $meta->{maintainer}, slurp("$root/debian/control") =~ /^Maintainer: (.*)$/m;
is $meta->{prereqs}{runtime}{requires}{PostgreSQL} =~ s/\..*//r . '+',
  slurp("$root/debian/pgversions") =~ s/\s+//gr, 'the oldest version is that of the package';
like $meta->{resources}{homepage}, qr{^https://}, 'there is a homepage';
like $meta->{resources}{bugtracker}{mailto}, qr/@/, 'and somebody who is told of bugs';
ok scalar(grep { $meta->{license} eq $_ } qw(postgresql)), 'a licence that the specification lists';
ok scalar(grep { $meta->{release_status} eq $_ } qw(stable testing unstable)), 'the status of the release';
ok -e "$root/$extension->{$_}", "there is the $_ of the extension" foreach qw(file docfile);
is "$control.0", $extension->{version}, 'the control file has the same version';
is $extension->{file}, "logistic--$control.sql", 'the script has it, too';
like slurp("$root/CHANGELOG.md"), qr/^## \Q$control\E\b/m, 'the change log has it';
like slurp("$root/debian/changelog"), qr/\Alogistic \(\Q$meta->{version}\E-/, 'and the package';
my $made = slurp("$root/debian/control.in");

$made =~ s/PGVERSION/15/g;
is slurp("$root/debian/control"), $made, 'debian/control is made of debian/control.in';
done_testing;
