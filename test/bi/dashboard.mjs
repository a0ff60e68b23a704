/*
 * dashboard.mjs
 *		Opens the built dashboard as its readers do, and looks at what it shows.
 *
 * usage: node dashboard.mjs site facts.json
 *
 * site is the folder that was built, and takes two screenshots; the facts
 * are what facts.sql tells.
 */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { done, launch, ok } from './tap.mjs';

const [site, facts_file] = process.argv.slice(2);
const facts = JSON.parse(await readFile(facts_file, 'utf8'));
const origin = 'http://dashboard.test';
const browser = await launch();
const strangers = [];
const complaints = [];

/* Answers from the folder, as any web server would, and from nowhere else. */
async function answer(route) {
	const url = new URL(route.request().url());
	let path = join(site, decodeURIComponent(url.pathname));

	if (url.origin !== origin) {
		strangers.push(url.href);
		await route.abort();
		return;
	}
	if (url.pathname.endsWith('/'))
		path = join(path, 'index.html');
	if (await stat(path).then((file) => file.isFile(), () => false))
		await route.fulfill({ path });
	else
		await route.fulfill({ status: 404 });
}

async function open(options) {
	const page = await browser.newPage({ reducedMotion: 'reduce', ...options });

	await page.route('**', answer);
	page.on('pageerror', (error) => complaints.push(error.message));
	page.on('console', (message) => {
		if (message.type() === 'error')
			complaints.push(message.text());
	});
	await page.goto(`${origin}/`, { waitUntil: 'networkidle' });
	return page;
}

/* The number under a heading of the first row. */
async function value(page, title) {
	return (await page.locator('[data-viz="BigValue"]', { hasText: title })
		.locator('span').first().innerText()).trim();
}

/* The texts of the rows of the table that has such a column. */
async function rows(page, column) {
	const table = page.locator('table').filter({
		has: page.locator('th', { hasText: column }),
	});

	return await table.locator('tr:has(td)').evaluateAll((all) =>
		all.map((row) => [...row.cells].map((cell) => cell.innerText.trim())));
}

function chart(page, title) {
	return page.locator('svg').filter({
		has: page.locator('text', { hasText: new RegExp(`^${title}`) }),
	});
}

/* The heights of a chart's bars from left to right: what has its foot on the
 * lowest line that anything filled stands on. */
async function bars(page, title) {
	return await chart(page, title).evaluate((svg) => {
		const boxes = [...svg.querySelectorAll('path')]
			.filter((path) => !['none', 'transparent', null]
				.includes(path.getAttribute('fill')))
			.map((path) => path.getBoundingClientRect())
			.filter((box) => box.width > 1 && box.height > 1);
		const foot = Math.max(...boxes.map((box) => box.bottom));

		return boxes.filter((box) => Math.abs(box.bottom - foot) < 1)
			.sort((a, b) => a.left - b.left).map((box) => box.height);
	});
}

/* The longest line of a chart, in its own points. */
async function points(page, title) {
	return await chart(page, title).evaluate((svg) =>
		Math.max(...[...svg.querySelectorAll('path[fill="none"]')].map((path) =>
			path.getAttribute('d').match(/-?[\d.]+ -?[\d.]+/g)?.length ?? 0)));
}

async function has_no_sideways_scroll(page) {
	return await page.evaluate(() =>
		document.scrollingElement.scrollWidth <= innerWidth);
}

/* Waits until the charts stand still, lest a bar is measured on its way up. */
async function settle(page) {
	await page.waitForTimeout(2000);
}

const page = await open({ viewport: { width: 1300, height: 900 } });

await settle(page);
ok(facts.tables_are_closed, 'the dashboard read views, not tables');
ok(await page.locator('h1').innerText() === 'Who will leave?',
	'the first page opens');
ok(await value(page, 'Customers') === facts.customers, 'number of customers');
ok(await value(page, 'Expected to leave') === facts.expected,
	'share expected to leave');
ok(await value(page, 'ROC AUC') === facts.roc_auc, 'ROC AUC');
for (const title of ['By region', 'By plan', 'By tenure', 'Customers by risk'])
	ok(await chart(page, title).isVisible(), `chart "${title}" is visible`);

const heights = await bars(page, 'By region');
ok(heights.length === facts.region.length &&
	heights.every((height, i) => Math.abs(height / heights[0] -
		facts.region[i] / facts.region[0]) < 0.01),
	'bars by region are as high as expected and observed shares');
const riskiest = await rows(page, 'Risk');
ok(riskiest.map((row) => row[0]).join() === facts.riskiest.join(),
	'the riskiest customers are those of the model');
ok(riskiest.length > 0 && riskiest.every((row) => /plan free/.test(row[2])),
	'and their reasons are told');
await page.screenshot({ path: join(site, 'index.png'), fullPage: true });

await page.locator('a', { hasText: 'Model' }).first().click();
await page.locator('h1', { hasText: 'How good is the model?' }).waitFor();
await settle(page);
ok(await value(page, 'Log Loss') === facts.log_loss,
	'the menu leads to the model');
for (const [title, least] of [['Share that left', 10],
	['Leavers found', 21], ['True positive rate', 50]])
	ok(await points(page, title) >= least,
		`curve "${title}" has ${least} points or more`);
ok(await chart(page, 'z value').isVisible(), 'chart "z value" is visible');
ok((await rows(page, 'Odds Ratio')).map((row) => `${row[0]} ${row[4]}`).join()
	=== facts.terms.join(), 'the coefficients are those of the model');
const [drift] = await rows(page, 'Stability index');
ok(drift?.join(' ') === `${facts.moved} act`,
	'the feature that moved is on top');
const versions = await rows(page, 'Version');
ok(versions.map((row) => row[0]).join() === facts.versions.join() &&
	versions.filter((row) => row[1] === 'in service').length === 1,
	'all versions are listed, one of them in service');
await page.screenshot({ path: join(site, 'model.png'), fullPage: true });

const phone = await open({ viewport: { width: 390, height: 800 } });
await settle(phone);
ok(await has_no_sideways_scroll(phone), 'a phone does not scroll sideways');

ok(strangers.length === 0, `nothing is asked of others (${strangers})`);
ok(complaints.length === 0, `nothing complains (${complaints})`);
await browser.close();
done();
