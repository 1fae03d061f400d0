// The page as people use it, in Debian's Chromium or whichever is there.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { address, race, ttft, visit } from "./browser.js";

const text = (page, selector) => page.textContent(selector);
/** Until the facts of both answers are counted. */
const scored = page =>
  page.waitForFunction(() => [...document.querySelectorAll(".lanes .figures")].every(figures => /facts \d+ of 12/.test(figures.textContent)));
const download = async (page, button) => {
  const [file] = await Promise.all([page.waitForEvent("download"), page.click(button)]);
  return { name: file.suggestedFilename(), path: await file.path() };
};

test("a race: the staircase speaks first, both are drawn, and the figures are the server's", () =>
  visit({}, async page => {
    await race(page);
    assert.ok((await ttft(page, "staircase")) < (await ttft(page, "serial")));
    assert.match(await text(page, "#status"), /First word after .* by staircase, after .* serially/);
    await scored(page);
    assert.match(await text(page, "#serial .figures"), /facts 12 of 12/);
    assert.match(await text(page, "#serial .figures"), /calls 4 · prompt tokens [\d,]+/);
    const calls = Number(/calls (\d+)/.exec(await text(page, "#staircase .figures"))[1]);
    assert.ok(calls > 4);
    await page.click("#staircase-line summary");
    assert.equal(await page.locator("#staircase-line tbody tr").count(), calls);
    assert.equal(await page.locator("#graph .node").count(), 4);
    assert.equal(await page.locator("#graph .node.writing").count(), 0);
  }));

test("the time line tells a call by hovering and by the arrow keys", () =>
  visit({}, async page => {
    await race(page);
    const line = page.locator("#staircase-line canvas");
    await line.focus();
    await page.keyboard.press("ArrowRight");
    assert.match(await text(page, "#tip"), /p1, step 1.*local\/p1.*asked at \d+ ms.*prompt tokens/s);
    await page.keyboard.press("Escape");
    assert.ok(await page.locator("#tip").isHidden());
    const box = await line.boundingBox();
    await line.hover({ position: { x: 112, y: 39 } });
    assert.ok(box.height > 100);
    assert.match(await text(page, "#tip"), /p1, step 1/);
  }));

test("an example asks at once, a debate is drawn by its rounds, and agents light up as they write", () =>
  visit({}, async page => {
    await page.selectOption("#model", "debate");
    await page.click("#examples button >> nth=1");
    await page.waitForFunction(() => document.querySelectorAll("#graph .node.writing").length > 1);
    await page.waitForSelector("#after:not([hidden])");
    assert.deepEqual(await page.locator("#graph .stage").allTextContents(), ["round 1", "round 2", "writes the answer"]);
    assert.equal(await page.inputValue("#question"), "How do vaccines work?");
  }));

test("the staircase speaks while the serial answer is silent; stop stops both, here and upstream", () =>
  visit({}, async page => {
    await page.selectOption("#model", "slow");
    await page.click("#go");
    await page.waitForFunction(() => document.querySelector("#staircase .answer").textContent.length > 20);
    assert.equal(await text(page, "#serial .answer"), "", "its proposals take 200 s");
    await page.click("#stop");
    await page.waitForSelector("#after:not([hidden])");
    assert.match(await text(page, "#staircase .answer"), /Stopped\./);
    assert.equal(await (await fetch(`${address("WINDOW")}/0`)).text(), "open");
  }));

test("an error is told in the server's words", () =>
  visit({}, async page => {
    await race(page, { model: "gone" });
    for (const lane of ["serial", "staircase"]) {
      assert.match(await text(page, `#${lane} .answer .wrong`), /gone\/any/);
    }
    assert.match(await text(page, "#status"), /Not answered whole: Serially, By staircase\./);
  }));

test("what models write never runs, is never fetched, and keeps its harmless half", () =>
  visit({}, async page => {
    await race(page, { model: "hostile", question: "<img src=x onerror=\"window.ran='question'\">" });
    assert.equal(await page.evaluate(() => window.ran), undefined);
    const answer = page.locator("#staircase .answer");
    assert.equal(await answer.locator("script, img, iframe, form, input, style, svg, object, [onerror], [onclick], [style], [id]").count(), 0);
    const links = await answer.locator("a").evaluateAll(all => all.map(a => [a.protocol, a.rel, a.target]));
    assert.ok(links.length > 0);
    for (const [protocol, rel, target] of links) {
      assert.match(protocol, /^(https?:|:)$/);
      assert.match(rel, /noopener/);
      assert.equal(target, "_blank");
    }
    assert.equal(await answer.locator("strong").first().textContent(), "bold");
    assert.equal(await answer.locator("pre .hljs-keyword").first().textContent(), "const");
    const { path } = await download(page, "#share");
    assert.doesNotMatch(await readFile(path, "utf8"), /<(script|img|iframe|form|object|a href="(?!https?:))/i);
  }));

test("a run is saved, and played again at its own speed or faster", () =>
  visit({}, async page => {
    await race(page);
    await scored(page);
    const before = await text(page, "#staircase .figures");
    const { name, path } = await download(page, "#save");
    assert.equal(name, "staircase-run.json");
    await page.selectOption("#speed", "16");
    await page.click("#again");
    await page.waitForSelector("#after:not([hidden])");
    assert.equal(await text(page, "#staircase .figures"), before);
    await page.reload();
    await page.click("[data-view=trace]");
    await page.setInputFiles("#file", path);
    await page.waitForSelector("#race:not([hidden]) #after:not([hidden])");
    assert.equal(await text(page, "#staircase .figures"), before);
  }));

test("an answer is shared as one file that needs nothing", () =>
  visit({}, async (page, context) => {
    await race(page);
    const { path } = await download(page, "#share");
    const alone = await context.newPage();
    const asked = [];
    alone.on("request", request => asked.push(request.url()));
    await alone.setContent(await readFile(path, "utf8"));
    assert.equal(await alone.locator("svg").count(), 2);
    assert.match(await alone.locator("svg title").allTextContents().then(all => all.join()), /p1, step 1/);
    assert.deepEqual(asked, []);
  }));

test("a trace is dropped in, or fetched by its id, and drawn; what is none is told", () =>
  visit({ heard: ["404"] }, async page => {
    await race(page);
    const id = await page.evaluate(async () => {
      const body = { model: "trio", messages: [{ role: "user", content: "Why is the sky blue?" }] };
      const answer = await fetch("/v1/chat/completions", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
      return (await answer.json()).staircase.trace_id;
    });
    const trace = await page.evaluate(async name => (await fetch(`/v1/staircase/traces/${name}`)).text(), id);
    await drop(page, trace);
    await page.waitForSelector("#trace-shown:not([hidden])");
    assert.match(await text(page, "#traced .ttft"), /first word \d\.\d\d s/);
    assert.equal(await page.locator("#trace-graph .node").count(), 4);
    await page.fill("#trace-id", "nobody");
    await page.click("#by-id button");
    await page.waitForFunction(() => document.querySelector("#trace-status.wrong"));
    await page.fill("#trace-id", id);
    await page.click("#by-id button");
    await page.waitForFunction(() => document.querySelector("#trace-status").textContent === "Why is the sky blue?");
    await drop(page, "{\"neither\": 1}");
    await page.waitForFunction(() => /expected a trace/.test(document.querySelector("#trace-status").textContent));
  }));

async function drop(page, content) {
  const files = await page.evaluateHandle(body => {
    const data = new DataTransfer();
    data.items.add(new File([body], "trace.jsonl"));
    return data;
  }, content);
  await page.dispatchEvent("body", "drop", { dataTransfer: files });
}

test("the numbers are those of the server's metrics", () =>
  visit({}, async page => {
    await race(page);
    await page.click("[data-view=numbers]");
    await page.waitForSelector("#numbers-table tbody tr:has-text('trio')");
    const tiles = await page.locator("#tiles .tile").allTextContents();
    assert.ok(tiles.some(tile => /^[1-9][\d,]*answers$/.test(tile)), tiles.join());
    assert.ok(await page.locator("#numbers-table tr:has-text('calls')").count() >= 4);
  }));

test("a file of one's own is written and checked", () =>
  visit({}, async page => {
    await page.click("#own-open");
    await page.click("#own button[type=submit]");
    await page.waitForFunction(() => /No mistakes found/.test(document.querySelector("#own-status").textContent));
    assert.match(await page.inputValue("#own-yaml"), /api-key: \$\{OPENAI_API_KEY\}/);
    await page.locator("#endpoints input").first().fill("ftp://elsewhere/v1");
    await page.click("#own button[type=submit]");
    await page.waitForSelector("#own-status.wrong");
    assert.match(await text(page, "#own-status"), /staircase\.yaml:\d+:\d+: .*base-url/);
  }));

test("at the width of a phone nothing sticks out", () =>
  visit({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, colorScheme: "dark" }, async page => {
    await race(page, { model: "debate" });
    for (const view of ["race", "trace", "numbers"]) {
      await page.click(`[data-view=${view}]`);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390, view);
    }
    await page.click("[data-view=race]");
    const [first, second] = await Promise.all(["staircase", "serial"].map(lane => page.locator(`#${lane}`).boundingBox()));
    assert.ok(first.y + first.height <= second.y, "one below the other");
  }));

test("where the server wants keys the page asks for one and keeps it for the tab", () =>
  visit({ url: address("LOCKED"), heard: ["401"], ready: "#key-dialog[open]" }, async (page, context) => {
    await page.fill("#key", "wrong");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("#key-dialog").open && document.querySelector("#key").value === "");
    await page.fill("#key", "open-sesame");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#model option", { state: "attached" });
    await race(page);
    await page.reload();
    await page.waitForSelector("#model option", { state: "attached" });
    const other = await context.newPage();
    await other.goto(address("LOCKED"));
    await other.waitForSelector("#key-dialog[open]");
    await other.close();
  }));
