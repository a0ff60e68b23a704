# A fit for each group, against the sums of the groups.  "set" is the memory
# that an installation begins with.
my $default = "work_mem = '4MB'";
my $three = 'x1, x2, x3';

sub groups
{
	my ($name, $groups, $features, %more) = @_;
	my $sums = join ' + ', map { "sum($_)" } split /, /, $features;

	return {
		name => $name,
		against => 'sums of the groups',
		runs => 3,
		prepare => "CREATE TABLE grouped AS SELECT i % $groups AS g, points.* FROM (SELECT row_number() OVER () AS i, points.* FROM points) AS points; VACUUM ANALYZE grouped;",
		cleanup => 'DROP TABLE grouped;',
		ours => "SELECT count(m) FROM (SELECT logistic_fit(y, $features) AS m FROM grouped GROUP BY g) s",
		floor => "SELECT count(s) FROM (SELECT $sums AS s FROM grouped GROUP BY g) s",
		%more };
}

(
	groups('10 groups', '10', $three, goal => 3),
	groups('10 groups at work_mem = 4MB', '10', $three, goal => 4, ours_set => $default),
	groups('a group of 10,000 rows each', 'greatest(:rows / 10000, 1)', $three),
	groups('the same at work_mem = 4MB', 'greatest(:rows / 10000, 1)', $three, ours_set => $default),
	groups('a group of 1,000 rows each', 'greatest(:rows / 1000, 1)', $three),
	groups('a group of 10 rows each', 'greatest(:rows / 10, 1)', 'x1, x2'),
	{	name => 'groups of 10 rows',
		against => 'ms for 1,000 groups',
		each => 10_000,
		runs => 3,
		prepare => 'CREATE TABLE grouped AS SELECT (row_number() OVER () - 1) / 10 AS g, y, x1, x2 FROM points; VACUUM ANALYZE grouped;',
		cleanup => 'DROP TABLE grouped;',
		base => 'SELECT count(s) FROM (SELECT sum(x1) + sum(x2) AS s FROM grouped GROUP BY g) s',
		ours => 'SELECT count(m) FROM (SELECT logistic_fit(y, x1, x2) AS m FROM grouped GROUP BY g) s' });
