// Vercel's ai with its provider for OpenAI-compatible servers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { APICallError, generateText, isStepCount, jsonSchema, Output, streamText, tool } from "ai";
import { z } from "zod";
import { counted, leave, origin, question, weatherJson, weatherParameters } from "./door.js";

const settings = { name: "staircase", baseURL: `${origin}/v1`, includeUsage: true };
const staircase = createOpenAICompatible({ ...settings, supportsStructuredOutputs: true });
const ask = (model, more) => ({ model: staircase(model), prompt: question, maxRetries: 0, ...more });
const weather = tool({
  inputSchema: jsonSchema(weatherParameters),
  execute: async ({ city }) => `-3 C in ${city}`,
});

/** What becomes of a streamed answer: all of its parts, and its text, usage and so on; fails with the stream's error. */
async function streamed(request) {
  const result = streamText({ ...request, onError: () => {} });
  const parts = [];
  for await (const part of result.fullStream) {
    if (part.type === "error") throw Object.assign(part.error, { parts });
    parts.push(part);
  }
  const [text, finishReason, usage, toolCalls, output] = await Promise.all([
    result.text, result.finishReason, result.totalUsage, result.toolCalls, request.output && result.output,
  ]);
  return { text, finishReason, usage, toolCalls, output };
}

for (const [way, answer] of Object.entries({ whole: generateText, streamed })) {
  test(`${way}: an answer and its usage`, async () => {
    const got = await answer(ask("trio"));
    assert.equal(got.text, counted(200));
    assert.equal(got.finishReason, "stop");
    assert.ok(got.usage.inputTokens > 0);
    assert.ok(got.usage.outputTokens >= 800);
  });

  test(`${way}: a tool is called, and what it returned is heard`, async () => {
    const got = await answer(ask("weather", { tools: { weather }, stopWhen: isStepCount(2) }));
    assert.equal(got.text, "It is -3 C in Oslo.");
  });

  for (const choice of ["required", { type: "tool", toolName: "weather" }]) {
    test(`${way}: a tool is forced by ${JSON.stringify(choice)}`, async () => {
      const got = await answer(ask("weather", { tools: { weather }, toolChoice: choice }));
      assert.equal(got.text, "");
      assert.equal(got.finishReason, "tool-calls");
      assert.deepEqual(got.toolCalls.map((call) => call.input), [{ city: "Oslo" }]);
    });
  }

  test(`${way}: JSON`, async () => {
    const output = Output.object({ schema: z.object({ city: z.string(), degrees: z.number() }) });
    for (const provider of [staircase, createOpenAICompatible(settings)]) {
      const got = await answer(ask("weather", { model: provider("weather"), output }));
      assert.deepEqual(got.output, weatherJson);
    }
  });

  test(`${way}: errors before the stream`, async () => {
    const told = (status, message) => (error) => {
      assert.ok(APICallError.isInstance(error), error);
      assert.equal(error.statusCode, status);
      assert.match(error.message, message);
      return true;
    };
    await assert.rejects(answer(ask("quartet")), told(404, /there is no model 'quartet'/));
    await assert.rejects(answer(ask("trio", { temperature: 17 })), told(400, /temperature/));
    await assert.rejects(answer(ask("gone")), told(502, /gone\/any/));
  });

  test(`${way}: an upstream that is cut is no end`, async () => {
    await assert.rejects(answer(ask("cut")), /local\/cut/);
    await assert.rejects(answer(ask("cut-call", { tools: { weather } })), /scripted\/cut/);
  });

  test(`${way}: aborting closes every upstream`, async () => {
    const controller = new AbortController();
    const begin = () => answer(ask("slow", { abortSignal: controller.signal })).catch((error) => error);
    const error = await leave(begin, () => controller.abort());
    assert.equal(error.name, "AbortError");
  });
}

test("every piece that came before a cut is told", async () => {
  const { parts } = await streamed(ask("cut")).catch((error) => error);
  const text = parts.filter((part) => part.type === "text-delta").map((part) => part.text);
  assert.equal(text.join(""), counted(20));
  assert.ok(parts.every((part) => part.type !== "finish"));
});
