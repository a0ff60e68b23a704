# What options cost, against the plain fit of the same rows.
my $x = join ', ', map { "x$_" } 1 .. 10;
my $plain = "SELECT logistic_fit(y, $x) FROM points";

sub with_options
{
	my ($options) = @_;

	return "SELECT logistic_fit(logistic_options($options), y, $x) FROM points";
}

(
	{	name => 'fit with constant options',
		against => 'fit without',
		goal => 1.03,
		ours => with_options("threshold => 0.3, on_null => 'mean'"),
		floor => $plain },
	{	name => 'fit with a weight of the row',
		against => 'fit without',
		ours => with_options('weight => x1 + 10'),
		floor => $plain },
	{	name => 'fit with HC0 errors',
		against => 'fit without',
		ours => with_options("std_error => 'HC0'"),
		floor => $plain },
	{	name => 'fit with HC3 errors',
		against => 'fit without',
		ours => with_options("std_error => 'HC3'"),
		floor => $plain },
	{	name => 'fit with 50,000 clusters',
		against => 'fit without',
		ours => with_options('cluster => floor(x1 * 12345)::text'),
		floor => $plain },
	{	name => 'fit with class weights',
		against => 'fit without',
		ours => with_options("class_weight => 'balanced'"),
		floor => $plain },
	{	name => 'fit with a ridge',
		against => 'fit without',
		ours => with_options('l2 => 10'),
		floor => $plain },
	{	name => 'fit with a lasso',
		against => 'fit without',
		ours => with_options('l1 => 100'),
		floor => $plain });
