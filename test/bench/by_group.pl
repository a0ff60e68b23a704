# A model for each group under one name.  "groups" in the environment tells
# how many there are: rows / 100 unless given.
my $groups = $ENV{groups} || 'greatest(:rows / 100, 1)';
my @common = (
	prepare => <<"SQL",
CREATE TABLE shops AS
SELECT 1 + i * $groups / :rows AS shop, random() AS x1, random() AS x2, random() AS x3, random() < 0.3 AS y
FROM generate_series(0::bigint, :rows - 1) AS i;
VACUUM ANALYZE shops;
SET client_min_messages = error;
DO \$\$ BEGIN PERFORM logistic_train('shops', 'SELECT y, x1, x2, x3, shop FROM shops', by => 'shop'); END \$\$;
CREATE TABLE shop_models AS SELECT group_value::int AS shop, logistic_get('shops', group_value => group_value) AS m FROM logistic_model_groups WHERE name = 'shops';
VACUUM ANALYZE shop_models;
SQL
	cleanup => "DO \$\$ BEGIN PERFORM logistic_drop('shops'); END \$\$; DROP TABLE shops, shop_models; RESET client_min_messages;");
my @each = (
	against => 'ms a group of 100 rows, query off',
	each => 100,
	runs => 1,
	base => 'SELECT count(y), sum(x1), sum(x2), sum(x3) FROM shops',
	@common);

(
	{	name => 'train by groups', @each,
		ours => "SELECT logistic_train('shops', 'SELECT y, x1, x2, x3, shop FROM shops', by => 'shop', keep => 2)" },
	{	name => 'refit by groups', @each,
		ours => "SELECT version FROM logistic_refit('shops')" },
	{	name => 'predict by name and group',
		against => 'a model by value',
		goal => 1.1,
		ours => "SELECT max(logistic_predict('shops', s)) FROM shops AS s",
		floor => "SELECT max(logistic_predict((SELECT m FROM shop_models WHERE shop = 1), s)) FROM shops AS s",
		@common },
	{	name => 'predict by name and group, models joined',
		against => 'models by value, joined',
		goal => 1.1,
		ours => "SELECT max(logistic_predict('shops', s)) FROM shops AS s",
		floor => "SELECT max(logistic_predict(m, s)) FROM shops AS s JOIN shop_models USING (shop)",
		@common });
