# A label of three classes, which has twice the coefficients, against two.
my $x = join ', ', map { "x$_" } 1 .. 10;
my $classes = "CASE WHEN y THEN 'a' WHEN x1 + x2 > 0 THEN 'b' ELSE 'c' END";

(
	{	name => 'fit of three classes',
		against => 'of two',
		ours => "SELECT multinomial_fit($classes, $x) FROM points",
		floor => "SELECT logistic_fit(y, $x) FROM points" },
	{	name => 'the same with HC3',
		against => 'of the model',
		ours => "SELECT multinomial_fit(logistic_options(std_error => 'HC3'), $classes, $x) FROM points",
		floor => "SELECT multinomial_fit($classes, $x) FROM points" },
	{	name => 'most probable of three classes',
		against => 'probability of one of two',
		prepare => "CREATE TEMP TABLE three AS SELECT multinomial_fit($classes, $x) AS m"
		  . ' FROM (SELECT * FROM points LIMIT 10000) s;',
		ours => "SELECT max(multinomial_predict((SELECT m FROM three), $x)) FROM points",
		floor => "SELECT max(logistic_predict((SELECT m FROM models), $x)) FROM points" });
