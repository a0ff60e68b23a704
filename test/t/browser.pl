#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# browser.pl
#		Opens a report in a real browser, and looks at what is visible.
#
# Needs node, npm and Chromium, and is skipped where they are missing; what
# is looked at is in test/browser.  Names and levels are as hostile as they
# can be.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use lib "$FindBin::RealBin/lib";

use File::Copy qw(copy);
use File::Temp qw(tempdir);
use LogisticTest qw(spew create_database run_psql);
use Test::More;				# after LogisticTest: copies the layers of STDOUT

foreach my $program (qw(node npm chromium))
{
	plan skip_all => "$program is missing"
	  if system("command -v $program >/dev/null 2>&1") != 0;
}
my $folder = tempdir(CLEANUP => 1);
copy($_, $folder) or die "$_: $!\n"
  foreach glob "$FindBin::RealBin/../browser/*";
plan skip_all => 'npm cannot install playwright-core'
  if system("cd $folder && npm install --silent --no-audit --no-fund >&2") != 0;

create_database('logistic_browser');
my $told = run_psql(<<'SQL');
CREATE TABLE customers AS
SELECT 18 + id * 7919 % 61 AS age, id * 10473 % 73 AS tenure,
       (ARRAY['<script>alert(1)</script>', 'a & "b"', 'c''s'])
           [1 + id * 37 % 5 % 3] AS "<b>plan</b>",
       id * 48271 % 1009 < 500 + 4 * (id * 7919 % 61) AS churned
FROM generate_series(1, 2000) AS id;
SELECT logistic_report(logistic_fit(churned, age, tenure, "<b>plan</b>"),
    'SELECT * FROM customers') FROM customers;
SQL
die $told->{stderr} if $told->{failed};
spew("$folder/report.html", $told->{stdout});

# the browser's own TAP is ours
open my $tap, '-|', 'node', "$folder/report.mjs", "$folder/report.html",
  "$folder/report.png"
  or die "node: $!\n";
my $builder = Test::More->builder;
while (my $line = <$tap>)
{
	ok($1 eq 'ok', $2) if $line =~ /^(ok|not ok) \d+ - (.*)$/;
}
ok(close $tap, 'the browser ran to its end');
done_testing();
