/*
 * client.mjs
 *		Reads a model and scores with it through node-postgres.
 *
 * usage: node client.mjs HOST PORT DATABASE USER [pooled]
 *
 * Through a pooler in transaction mode statements have no names: the next
 * one may go to another connection.
 */
import pg from 'pg';

const [host, port, database, user, pooled] = process.argv.slice(2);
const client = new pg.Client({ host, port: Number(port), database, user });
await client.connect();

const model = await client.query("SELECT logistic_get('churn') AS model");
const parsed = JSON.parse(model.rows[0].model);
console.log(`model ${parsed.label.name} ${parsed.status}`);

const { rows } = await client.query(
	"SELECT term, odds_ratio FROM logistic_coefficients('churn')");
for (const row of rows)
	console.log(`term ${row.term} ${row.odds_ratio}`);

/* the same statement three times: planned once, where it has a name */
for (const age of [20, 40, 60]) {
	const score = await client.query({
		name: pooled ? undefined : 'score',
		text: 'SELECT logistic_predict(\'churn\', $1::float8, $2::float8, $3::text) AS p',
		values: [age, 12, 'free'],
	});
	console.log(`score ${age} ${score.rows[0].p}`);
}
/* parameters without a type are read as the features' types */
for (const age of [20, 40, 60]) {
	const score = await client.query(
		'SELECT logistic_predict(\'churn\', $1, $2, $3) AS p', [age, 12, 'free']);
	console.log(`bare ${age} ${score.rows[0].p}`);
}
const object = await client.query(
	'SELECT logistic_predict(\'churn\', $1::jsonb) AS p',
	[{ plan: 'free', age: 40, tenure: 12 }]);
console.log(`object 40 ${object.rows[0].p}`);
/* a list is an array, of which each element is a term */
const tags = await client.query(
	'SELECT logistic_predict(\'tagged\', $1, $2) AS p', [40, ['loyal', 'pro']]);
console.log(`tags ${tags.rows[0].p}`);
await client.end();
