# An online learner against the exact fit, and against the scan.
my $x = join ', ', map { "x$_" } 1 .. 10;
my $sums = join ', ', map { "sum(x$_)" } 1 .. 10;

# Clicks: two numbers and five texts of 10 to 100,000 values.
my %clicks = (
	prepare => <<'SQL',
CREATE UNLOGGED TABLE clicks AS
SELECT y, x1, x2, 'h' || i % 24 AS hour, 's' || i * 7919 % 1000 AS site,
	'a' || i * 31 % 5000 AS ad, 'd' || i * 17 % 10 AS device,
	'u' || i * 48271 % 100000 AS visitor
FROM (SELECT *, row_number() OVER () AS i FROM points) p;
VACUUM ANALYZE clicks;
SQL
	cleanup => 'DROP TABLE clicks;');
my $lengths = join ', ', map { "sum(length($_))" } qw(hour site ad device visitor);

(
	{	name => 'online learner, ten numbers',
		against => 'exact fit',
		ours => "SELECT ftrl_fit(y, $x) FROM points",
		floor => "SELECT logistic_fit(y, $x) FROM points" },
	{	name => 'online learner, ten numbers',
		against => 'sum of each column',
		ours => "SELECT ftrl_fit(y, $x) FROM points",
		floor => "SELECT $sums FROM points" },
	{	name => 'online learner, clicks',
		against => 'sum of each column',
		%clicks,
		ours => 'SELECT ftrl_fit(y, x1, x2, hour, site, ad, device, visitor) FROM clicks',
		floor => "SELECT sum(x1), sum(x2), $lengths FROM clicks" },
	{	name => 'predict clicks',
		against => 'learning from them',
		%clicks,
		ours => 'SELECT max(ftrl_predict(m, x1, x2, hour, site, ad, device, visitor)) FROM clicks,'
		  . ' (SELECT ftrl_fit(y, x1, x2, hour, site, ad, device, visitor) AS m FROM (SELECT * FROM clicks LIMIT 1000) s) t',
		floor => 'SELECT ftrl_fit(y, x1, x2, hour, site, ad, device, visitor) FROM clicks' });
