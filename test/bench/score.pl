# Scores against the same formula typed in SQL, its coefficients literals.
my $x = join ', ', map { "x$_" } 1 .. 10;
my $formula = '1 / (1 + exp(-(-0.7 + 0.4 * x1 - 0.3 * x2 + 0.2 * x3 - 0.1 * x4'
  . ' + 0.5 * x5 - 0.6 * x6 + 0.3 * x7 - 0.2 * x8 + 0.1 * x9 - 0.05 * x10)))';
my $literal = '{"label": "y", "intercept": -0.7, "coefficients": {'
  . '"x1": 0.4, "x2": -0.3, "x3": 0.2, "x4": -0.1, "x5": 0.5,'
  . ' "x6": -0.6, "x7": 0.3, "x8": -0.2, "x9": 0.1, "x10": -0.05}}';

# A thousand models, one for each range of x10, and the floor's way to them.
my $regions = <<"SQL";
CREATE UNLOGGED TABLE regions AS
SELECT floor(x10 * 250)::int AS region, logistic_fit(y, $x) AS m
FROM (SELECT * FROM points LIMIT 1000000) s
GROUP BY 1;
CREATE UNLOGGED TABLE formulas AS
SELECT region, @{[ join ', ', map { 'b[' . ($_ + 1) . "] AS b$_" } 0 .. 10 ]}
FROM regions, LATERAL (
	SELECT array_agg(estimate) AS b FROM logistic_coefficients(m)) c;
ANALYZE regions, formulas;
SQL
my $joined = join ' + ', 'b0', map { "b$_ * x$_" } 1 .. 10;

# Each row with one of its columns as 0 and as 1.
my $others = join ', ', map { "p.x$_" } 2 .. 10;
my $versions = "models, points p, LATERAL (SELECT 1.0::float8 AS x1, $others) a,"
  . " LATERAL (SELECT 0.0::float8 AS x1, $others) b";
my @common = (
	against => 'formula in SQL',
	floor => "SELECT max($formula) FROM points");

(
	{	name => 'predict, constant model',
		goal => 0.7,
		@common,
		ours => "SELECT max(logistic_predict('$literal'::logistic_model, $x)) FROM points" },
	{	name => 'predict, model of a sub-select',
		goal => 0.7,
		@common,
		ours => "SELECT max(logistic_predict((SELECT m FROM models), $x)) FROM points" },
	{	name => 'predict, model of a join',
		goal => 0.8,
		@common,
		ours => "SELECT max(logistic_predict(m, $x)) FROM points, models" },
	{	name => 'predict by record',
		goal => 1.2,
		@common,
		ours => 'SELECT max(logistic_predict(m, points)) FROM points, models' },
	{	name => 'predict by record of an outer join',
		goal => 1.2,
		@common,
		ours => 'SELECT max(logistic_predict(m, points)) FROM models LEFT JOIN points ON true' },
	{	name => 'contrast of two versions of a row',
		against => 'two predictions',
		goal => 2.5,
		ours => "SELECT logistic_contrast(m, a, b) FROM $versions",
		floor => "SELECT avg(logistic_predict(m, a)), avg(logistic_predict(m, b)) FROM $versions" },
	{	name => 'predict, a thousand models of a join',
		against => 'formula in SQL of a join',
		goal => 1,
		set => "work_mem = '4MB'",
		prepare => $regions,
		cleanup => 'DROP TABLE regions, formulas;',
		ours => "SELECT max(logistic_predict(m, $x)) FROM points JOIN regions ON region = floor(x10 * 250)::int",
		floor => "SELECT max(1 / (1 + exp(-($joined)))) FROM points JOIN formulas ON region = floor(x10 * 250)::int" });
