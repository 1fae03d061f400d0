// OpenAI's client: chat completions.
import assert from "node:assert/strict";
import { test } from "node:test";
import OpenAI from "openai";
import { zodResponseFormat } from "openai/helpers/zod";
import { z } from "zod";
import { counted, leave, origin, question, weatherJson, weatherParameters } from "./door.js";

const client = new OpenAI({ baseURL: `${origin}/v1`, apiKey: "none", maxRetries: 0 });
const chat = client.chat.completions;
const ask = (model, more) => ({ model, messages: [{ role: "user", content: question }], ...more });
const tools = [{ type: "function", function: { name: "weather", parameters: weatherParameters } }];

/** The answer, whole or joined from its stream by the client. */
const answers = {
  whole: (request) => chat.create(request),
  streamed: (request) => chat.stream(request).finalChatCompletion(),
};

for (const [way, answer] of Object.entries(answers)) {
  test(`${way}: an answer and its usage`, async () => {
    const got = await answer(ask("trio", way === "streamed" ? { stream_options: { include_usage: true } } : {}));
    assert.equal(got.choices[0].message.content, counted(200));
    assert.equal(got.choices[0].finish_reason, "stop");
    assert.equal(got.model, "trio");
    assert.ok(got.usage.prompt_tokens > 0);
    assert.ok(got.usage.completion_tokens >= 800);
  });

  test(`${way}: a tool is called, and what it returned is heard`, async () => {
    const request = ask("weather", { tools });
    const { message, finish_reason } = (await answer(request)).choices[0];
    assert.equal(finish_reason, "tool_calls");
    assert.equal(message.content, "Let me see.");
    const [call] = message.tool_calls;
    assert.deepEqual(JSON.parse(call.function.arguments), { city: "Oslo" });
    const result = { role: "tool", tool_call_id: call.id, content: "-3 C" };
    const next = await answer({ ...request, messages: [...request.messages, message, result] });
    assert.equal(next.choices[0].message.content, "It is -3 C.");
  });

  for (const choice of ["required", { type: "function", function: { name: "weather" } }]) {
    test(`${way}: a tool is forced by ${JSON.stringify(choice)}`, async () => {
      const { message } = (await answer(ask("weather", { tools, tool_choice: choice }))).choices[0];
      assert.equal(message.content, null);
      assert.equal(message.tool_calls.length, 1);
    });
  }

  test(`${way}: JSON`, async () => {
    const schema = zodResponseFormat(z.object({ city: z.string(), degrees: z.number() }), "weather");
    for (const response_format of [{ type: "json_object" }, schema]) {
      const got = await answer(ask("weather", { response_format }));
      assert.deepEqual(JSON.parse(got.choices[0].message.content), weatherJson);
    }
  });

  test(`${way}: errors before the stream`, async () => {
    await assert.rejects(answer(ask("quartet")), { constructor: OpenAI.NotFoundError, code: "model_not_found" });
    await assert.rejects(answer(ask("trio", { n: 3 })), { constructor: OpenAI.BadRequestError, param: "n" });
    await assert.rejects(answer(ask("gone")), { constructor: OpenAI.InternalServerError, status: 502 });
  });

  test(`${way}: an upstream that is cut is no end`, async () => {
    await assert.rejects(answer(ask("cut")), /local\/cut/);
    await assert.rejects(answer(ask("cut-call", { tools })), /scripted\/cut/);
  });
}

test("the client runs tools by itself", async () => {
  for (const stream of [false, true]) {
    const weather = { name: "weather", parameters: weatherParameters, parse: JSON.parse, function: ({ city }) => `-3 C in ${city}` };
    const runner = chat.runTools(ask("weather", { stream, tools: [{ type: "function", function: weather }] }));
    assert.equal(await runner.finalContent(), "It is -3 C in Oslo.");
  }
});

test("every piece that came before a cut is told", async () => {
  let text = "";
  await assert.rejects(async () => {
    for await (const chunk of await chat.create(ask("cut", { stream: true }))) {
      text += chunk.choices[0].delta.content ?? "";
    }
  }, { constructor: OpenAI.APIError, code: "upstream_unreachable" });
  assert.equal(text, counted(20));
});

test("whole: aborting closes every upstream", async () => {
  const controller = new AbortController();
  const begin = () => assert.rejects(chat.create(ask("slow"), { signal: controller.signal }), OpenAI.APIUserAbortError);
  await leave(begin, () => controller.abort());
});

test("streamed: aborting closes every upstream", async () => {
  const stream = await chat.create(ask("slow", { stream: true }));
  let chunks = 0;
  const read = async () => {
    for await (const chunk of stream) chunks += chunk.choices.length;
  };
  await leave(read, () => stream.controller.abort());
  assert.ok(chunks > 0);
});

test("models are listed, and told one by one", async () => {
  const ids = [];
  for await (const model of client.models.list()) ids.push(model.id);
  assert.ok(ids.includes("trio"));
  assert.equal((await client.models.retrieve("trio")).id, "trio");
  await assert.rejects(client.models.retrieve("quartet"), OpenAI.NotFoundError);
});
