#!/usr/bin/perl
#-------------------------------------------------------------------------
#
# growth_svg.pl
#		The picture of docs/performance.md, of the tables that stand there.
#
# usage: perl test/growth_svg.pl >test/data/performance.svg
#
# A panel for each table behind a comment <!-- growth: title | floor -->: the
# first column is the size, the second and third are the milliseconds of the
# fit and of its floor.  Both axes are logarithmic, so that what grows in
# proportion to the size has the slope of the dashed line.
#
#-------------------------------------------------------------------------
use strict;
use warnings;

use FindBin;
use List::Util qw(min max);

my ($width, $height, $left, $top, $gap) = (280, 190, 52, 26, 40);
my $page = do { local (@ARGV, $/) = "$FindBin::RealBin/../docs/performance.md"; <> };
my @panels;

while ($page =~ /<!-- growth: (.*?) \| (.*?) -->\n+((?:\|.*\n)+)/g)
{
	my ($title, $floor, $table) = ($1, $2, $3);
	my @rows = map { [ map { s/,//gr } (split /\s*\|\s*/)[ 1 .. 3 ] ] }
	  (split /\n/, $table)[ 2 .. ($table =~ tr/\n//) - 1 ];

	push @panels, { title => $title, floor => $floor, rows => \@rows };
}
die "docs/performance.md has no table of growth\n" unless @panels;

my $lines = int((@panels + 1) / 2);
my ($w, $h) = (2 * ($width + $left + 20), $lines * ($height + $top + $gap));

print qq{<svg class="lg-plot" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 $w $h" width="$w" height="$h" role="img" aria-label="Cost as work grows"><title>Cost as work grows</title>},
  '<style>svg{--i:#1f2937;--s:#6b7280;--g:#e5e7eb;--a:#1d4ed8;--b:#c2570c}',
  '@media (prefers-color-scheme:dark){svg{--i:#e5e7eb;--s:#9ca3af;--g:#374151;--a:#7aa2ff;--b:#fb9a54}}',
  '.lg-plot{max-width:100%;height:auto;font:12px system-ui,sans-serif}text{fill:var(--s)}.t{fill:var(--i)}',
  '.g{stroke:var(--g)}path{fill:none;stroke-width:2}.a{stroke:var(--a)}.b{stroke:var(--b)}.r{stroke:var(--s);stroke-width:1;stroke-dasharray:4 4}</style>';

sub log10 { return log($_[0]) / log 10 }

# A number as people write it on an axis.
sub short
{
	my ($x) = @_;

	return $x >= 1e6 ? $x / 1e6 . 'M' : $x >= 1e3 ? $x / 1e3 . 'k' : $x;
}

foreach my $k (0 .. $#panels)
{
	my $panel = $panels[$k];
	my @rows = @{ $panel->{rows} };
	my ($x0, $y0) = ($left + ($k % 2) * ($width + $left + 20), $top + int($k / 2) * ($height + $top + $gap));
	my ($low, $high) = (log10(min(map { $_->[0] } @rows)), log10(max(map { $_->[0] } @rows)));
	my @values = map { max($_, 0.5) } map { @{$_}[ 1, 2 ] } @rows;
	my ($bottom, $ceiling) = (lower(log10(min(@values))), upper(log10(max(@values))));
	my $x = sub { sprintf '%.1f', $x0 + $width * (log10($_[0]) - $low) / ($high - $low) };
	my $y = sub { sprintf '%.1f', $y0 + $height * (1 - (log10(max($_[0], 0.5)) - $bottom) / ($ceiling - $bottom)) };

	printf '<text class="t" x="%d" y="%d">%s</text>', $x0, $y0 - 8, $panel->{title};
	foreach my $power ($bottom .. $ceiling)
	{
		my $at = $y->(10**$power);

		printf '<line class="g" x1="%d" y1="%s" x2="%d" y2="%s"/><text x="%d" y="%.1f" text-anchor="end">%s ms</text>',
		  $x0, $at, $x0 + $width, $at, $x0 - 4, $at + 4, short(10**$power);
	}
	printf '<text x="%s" y="%d" text-anchor="middle">%s</text>', $x->($_->[0]), $y0 + $height + 16, short($_->[0])
	  foreach @rows;
	foreach my $series ([ 1, 'a' ], [ 2, 'b' ])
	{
		my ($column, $class) = @$series;

		printf '<path class="%s" d="M%s"/>', $class, join 'L', map { $x->($_->[0]) . ' ' . $y->($_->[$column]) } @rows;
	}

	# in proportion to the size, from the largest down
	my $last = $rows[-1];
	my $first = max($rows[0][0], $last->[0] * 10**$bottom / $last->[1]);

	printf '<path class="r" d="M%s %sL%s %s"/>', $x->($last->[0]), $y->($last->[1]),
	  $x->($first), $y->($last->[1] * $first / $last->[0]);
	printf '<text x="%d" y="%d" text-anchor="end">fit <tspan style="fill:var(--a)">&#9473;</tspan> %s <tspan style="fill:var(--b)">&#9473;</tspan></text>',
	  $x0 + $width, $y0 - 8, $panel->{floor};
}
print "</svg>\n";

sub lower { my ($v) = @_; my $i = int $v; return $i > $v ? $i - 1 : $i }
sub upper { my ($v) = @_; my $i = int $v; return $i < $v ? $i + 1 : $i }
