// What every test here needs: a browser, and a page of which nothing is heard in the console.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const PATIENCE_MS = 90_000; // A busy machine takes its time.
const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

/** An address that BrowserTest sets. */
export function address(name) {
  const url = process.env[name];
  assert.ok(url, `expected an address in ${name}, found none; BrowserTest sets it`);
  return url;
}

/**
 * Opens the page in a browser of its own, runs the test, and sees that the console stayed empty.
 *
 * @param heard errors of the console that belong to the test
 * @param ready what the page has once it can be used
 */
export async function visit({ url = address("STAIRCASE"), heard = [], ready = "#model option", ...options }, test) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: QUIET, timeout: PATIENCE_MS });
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    const said = [];
    const requested = [];
    page.on("console", message => said.push(message.text()));
    page.on("pageerror", error => said.push(error.stack));
    page.on("request", request => requested.push(request.url()));
    await page.goto(url);
    await page.waitForSelector(ready, { state: "attached" });
    await test(page, context);
    assert.deepEqual(said.filter(text => !heard.some(expected => text.includes(expected))), []);
    const elsewhere = requested.filter(to => !to.startsWith(url) && !to.startsWith("data:") && !to.startsWith("blob:"));
    assert.deepEqual(elsewhere, [], "the page asks its own server alone");
    await shot(page);
  } finally {
    await browser.close();
  }
}

let shots = 0;

/** A picture for whoever looks at them, where BrowserTest names a folder. */
export async function shot(page) {
  const folder = process.env.SHOTS;
  if (folder) await page.screenshot({ path: `${folder}/${++shots}.png`, fullPage: true });
}

/** Asks and waits until both answers are over. */
export async function race(page, { model, question } = {}) {
  if (model) await page.selectOption("#model", model);
  if (question) await page.fill("#question", question);
  await page.click("#go");
  await page.waitForSelector("#after:not([hidden])");
}

/** The seconds that a lane's big counter shows. */
export const ttft = async (page, lane) => Number.parseFloat(await page.textContent(`#${lane} .ttft b`));
