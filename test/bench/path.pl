# Fits along penalties: a hundred values of l1, and cross-validation, against
# one fit of the same rows, and against glmnet where it is installed, which reads
# the table after the session that made it: the next one drops it.
use FindBin;

my $x = join ', ', map { "x$_" } 1 .. 10;
my $glmnet = "$FindBin::RealBin/peers/glmnet.R";
my @r = ('sh', '-c', q(Rscript -e 'library(glmnet)' >/dev/null 2>&1));
my $thirty = '(SELECT array_agg(10 ^ (i / 30.0 - 1)) FROM generate_series(1, 100) AS i)';
my $twenty = '(SELECT array_agg(10 ^ (i / 5.0 - 2)) FROM generate_series(1, 20) AS i)';
my @narrow = (
	prepare => "DROP TABLE IF EXISTS few; CREATE TABLE few AS SELECT y, $x FROM points LIMIT 100000; VACUUM ANALYZE few;");
my @wide = (
	prepare => 'DROP TABLE IF EXISTS few; CREATE TABLE few AS SELECT points.y, (SELECT array_agg(random() + CASE WHEN j <= 10 THEN points.x1 * j / 10 ELSE 0 END) FROM generate_series(1, 50) AS j) AS a FROM points LIMIT 100000; VACUUM ANALYZE few;');
my @broad = (
	prepare => 'DROP TABLE IF EXISTS few; CREATE TABLE few AS SELECT points.y, (SELECT array_agg(random() + CASE WHEN j <= 10 THEN points.x1 * j / 10 ELSE 0 END) FROM generate_series(1, 1000) AS j) AS a FROM points LIMIT 5000; VACUUM ANALYZE few;');
my $path = "SELECT count(*) FROM logistic_path('SELECT * FROM few', l1 => $thirty)";
my $folds = "SELECT count(*) FROM logistic_cross_validate('SELECT * FROM few', l2 => $twenty)";

(
	{	name => '100 values of l1, 100,000 x 10',
		against => 'one lasso of the same rows',
		goal => 20,
		@narrow,
		ours => $path,
		floor => "SELECT logistic_fit(logistic_options(l1 => 10), y, $x) FROM few" },
	{	name => '100 values of l1, 100,000 x 50',
		against => 'one lasso of the same rows',
		runs => 3,
		goal => 20,
		@wide,
		ours => $path,
		floor => 'SELECT logistic_fit(logistic_options(l1 => 10), y, a) FROM few' },
	{	name => '100 values of l1, 100,000 x 50',
		against => 'R glmnet, COPY as csv',
		runs => 1,
		@wide,
		ours => $path,
		needs => \@r,
		command => [ 'Rscript', $glmnet, 'path' ] },
	{	name => '100 values of l1, 5,000 x 1,000',
		against => 'R glmnet, COPY as csv',
		runs => 1,
		@broad,
		ours => $path,
		needs => \@r,
		command => [ 'Rscript', $glmnet, 'path' ] },
	{	name => '10 folds x 20 values of l2, 100,000 x 10',
		against => 'one ridge of the same rows',
		goal => 50,
		@narrow,
		ours => $folds,
		floor => "SELECT logistic_fit(logistic_options(l2 => 1), y, $x) FROM few" },
	{	name => '10 folds x 20 values of l2, 100,000 x 10',
		against => 'R cv.glmnet, COPY as csv',
		runs => 1,
		@narrow,
		ours => $folds,
		needs => \@r,
		command => [ 'Rscript', $glmnet, 'folds' ] });
