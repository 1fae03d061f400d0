// What every test here needs: where the server is, what its models say, and a window on their upstreams.
import assert from "node:assert/strict";

/** Where the server is, without a path. */
export const origin = address("STAIRCASE");

export const question = "Is it cold in Oslo?";
export const weatherJson = { city: "Oslo", degrees: -3 };
export const weatherParameters = { type: "object", properties: { city: { type: "string" } } };

/** `w1 w2 ... wN`: what counting models say; `cut` breaks off after 20. */
export const counted = (words) => Array.from({ length: words }, (_, i) => `w${i + 1}`).join(" ");

function address(name) {
  const url = process.env[name];
  assert.ok(url, `expected an address in ${name}, found none; NpmTest sets it`);
  return url;
}

/** Waits until so many calls of the slow models are open; none of them ends by itself meanwhile. */
async function upstreams(open) {
  const answer = await fetch(`${address("WINDOW")}/${open}`);
  assert.equal(await answer.text(), "open");
}

/** Begins an answer of `slow`, leaves it once its four calls are open, and sees each of them closed. */
export async function leave(begin, abort) {
  const begun = begin();
  await upstreams(4);
  await abort();
  await upstreams(0);
  return begun;
}
