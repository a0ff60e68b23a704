/*
 * report.mjs
 *		Opens a report as its readers do, and looks at what is visible.
 *
 * usage: node report.mjs report.html screenshot.png
 */
import { pathToFileURL } from 'node:url';
import { done, launch, ok } from './tap.mjs';

const [file, screenshot] = process.argv.slice(2);
const browser = await launch();

/* Opens the page for a kind of reader; collects what it asks and complains. */
async function open(options) {
	const page = await browser.newPage(options);
	page.requests = [];
	page.complaints = [];
	page.on('request', (request) => page.requests.push(request.url()));
	page.on('console', (message) => page.complaints.push(message.text()));
	page.on('pageerror', (error) => page.complaints.push(error.message));
	page.on('dialog', (dialog) => {
		page.complaints.push(dialog.message());
		dialog.dismiss();
	});
	await page.goto(pathToFileURL(file).href);
	return page;
}

/* Is the element there, with an extent, and not covered by nothing at all? */
async function isVisible(page, selector) {
	const box = await page.locator(selector).first().boundingBox();
	return box !== null && box.width > 1 && box.height > 1;
}

/* How light a CSS colour is, from 0 to 255. */
async function lightness(page, selector, property) {
	const colour = await page.locator(selector).first().evaluate(
		(element, name) => getComputedStyle(element)[name], property);
	const [red, green, blue] = colour.match(/[\d.]+/g).map(Number);
	return 0.299 * red + 0.587 * green + 0.114 * blue;
}

const page = await open({ viewport: { width: 1000, height: 800 },
	colorScheme: 'light' });

ok(page.requests.length === 1, 'the page asks for nothing but itself');
ok(page.complaints.length === 0, 'no script runs and nothing complains');
ok(await page.locator('script').count() === 0, 'there is no script');
for (const id of ['status', 'model', 'coefficients', 'features', 'limits',
	'discrimination', 'calibration', 'labels', 'decisions', 'scores', 'origin'])
	ok(await isVisible(page, `section#${id} h2`), `section ${id} is visible`);
ok((await page.locator('section').first().getAttribute('id')) === 'status',
	'the status comes first');
for (const name of ['Odds ratios', 'ROC curve', 'Precision-recall curve',
	'Gain curve', 'Calibration curve', 'Decision curve', 'Scores by label'])
	ok(await isVisible(page, `svg[aria-label="${name}"]`),
		`picture "${name}" is visible`);

/* a curve is more than its frame */
const points = await page.locator('svg[aria-label="ROC curve"] polyline')
	.getAttribute('points');
ok(points.split(' ').length > 20, 'the ROC curve has points');
ok(await page.locator('svg[aria-label="Odds ratios"] circle').count() >= 4,
	'the forest plot has a dot for each term');

/* no text runs into another one in a picture */
const overlaps = await page.locator('svg').evaluateAll((pictures) => {
	let found = 0;
	for (const picture of pictures) {
		const boxes = [...picture.querySelectorAll('text')].map(
			(text) => text.getBoundingClientRect());
		boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
			const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
			const height = Math.min(a.bottom, b.bottom) -
				Math.max(a.top, b.top);
			if (width > 1 && height > 3)
				found++;
		}));
	}
	return found;
});
ok(overlaps === 0, `no two texts of a picture overlap (${overlaps})`);

ok(await lightness(page, 'body', 'backgroundColor') > 200 &&
	await lightness(page, 'h1', 'color') < 100, 'light: dark on light');
await page.screenshot({ path: screenshot, fullPage: true });

const dark = await open({ viewport: { width: 1000, height: 800 },
	colorScheme: 'dark' });
ok(await lightness(dark, 'body', 'backgroundColor') < 60 &&
	await lightness(dark, 'h1', 'color') > 150, 'dark: light on dark');
ok(await lightness(dark, 'svg .lg-label', 'fill') > 150,
	'dark: the pictures follow');

const phone = await open({ viewport: { width: 360, height: 740 } });
ok(await phone.evaluate(() =>
	document.scrollingElement.scrollWidth <= innerWidth),
	'a phone does not scroll sideways');

await dark.emulateMedia({ media: 'print' });
ok(await lightness(dark, 'body', 'backgroundColor') > 200,
	'paper is white, whatever the screen');

await browser.close();
done();
