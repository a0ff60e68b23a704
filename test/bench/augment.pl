# Rows of functions in LATERAL, against the same function's fields in the
# select list; and what a row costs.
my $x = join ', ', map { "x$_" } 1 .. 10;

(
	{	name => 'logistic_augment in LATERAL',
		against => 'us a row, query off',
		each => 1000,
		goal => 0.5,
		base => 'SELECT sum(x1) FROM points',
		ours => "SELECT sum(a.fitted) FROM points, logistic_augment((SELECT m FROM models), y, $x) AS a" },
	{	name => 'logistic_interval in LATERAL',
		against => 'us a row, query off',
		each => 1000,
		goal => 0.5,
		base => 'SELECT sum(x1) FROM points',
		ours => "SELECT sum(a.conf_low) FROM points, logistic_interval((SELECT m FROM models), 0.95, $x) AS a" });
