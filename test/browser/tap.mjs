/*
 * tap.mjs
 *		A browser, and tests that are told as TAP.
 */
import { chromium } from 'playwright-core';

/* None of these is for the page: they keep the browser off the network. */
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic',
	'--no-first-run', '--disable-background-networking',
	'--disable-component-update', '--disable-sync'];

let count = 0;
let failures = 0;

export function ok(condition, name) {
	count++;
	if (!condition)
		failures++;
	console.log(`${condition ? 'ok' : 'not ok'} ${count} - ${name}`);
}

export function done() {
	console.log(`1..${count}`);
	process.exitCode = failures > 0 ? 1 : 0;
}

export async function launch() {
	return await chromium.launch({
		executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
		args: quiet,
	});
}
