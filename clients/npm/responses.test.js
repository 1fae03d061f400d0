// OpenAI's client: responses.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import OpenAI from "openai";
import { zodTextFormat } from "openai/helpers/zod";
import { z } from "zod";
import { counted, leave, origin, question, weatherJson, weatherParameters } from "./door.js";

const { responses } = new OpenAI({ baseURL: `${origin}/v1`, apiKey: "none", maxRetries: 0 });
const ask = (model, more) => ({ model, input: [{ role: "user", content: question }], ...more });
const tools = [{ type: "function", name: "weather", parameters: weatherParameters, strict: false }];

/** The answer, whole or joined from its stream by the client. */
const answers = {
  whole: (request) => responses.create(request),
  streamed: (request) => responses.stream(request).finalResponse(),
};

describe("responses", () => {
  for (const [way, answer] of Object.entries(answers)) {
    test(`${way}: an answer and its usage`, async () => {
      const got = await answer(ask("trio", { input: question }));
      assert.equal(got.output_text, counted(200));
      assert.equal(got.status, "completed");
      assert.equal(got.model, "trio");
      assert.ok(got.usage.input_tokens > 0);
      assert.ok(got.usage.output_tokens >= 800);
    });

    test(`${way}: a tool is called, and what it returned is heard`, async () => {
      const request = ask("weather", { tools });
      const { output } = await answer(request);
      assert.deepEqual(output.map((item) => item.type), ["message", "function_call"]);
      const [, call] = output;
      assert.deepEqual(JSON.parse(call.arguments), { city: "Oslo" });
      const result = { type: "function_call_output", call_id: call.call_id, output: "-3 C" };
      const next = await answer({ ...request, input: [...request.input, ...output, result] });
      assert.equal(next.output_text, "It is -3 C.");
    });

    for (const choice of ["required", { type: "function", name: "weather" }]) {
      test(`${way}: a tool is forced by ${JSON.stringify(choice)}`, async () => {
        const { output } = await answer(ask("weather", { tools, tool_choice: choice }));
        assert.deepEqual(output.map((item) => item.type), ["function_call"]);
      });
    }

    test(`${way}: JSON`, async () => {
      const schema = zodTextFormat(z.object({ city: z.string(), degrees: z.number() }), "weather");
      for (const format of [{ type: "json_object" }, schema]) {
        const got = await answer(ask("weather", { text: { format } }));
        assert.deepEqual(JSON.parse(got.output_text), weatherJson);
      }
    });

    test(`${way}: errors before the stream`, async () => {
      await assert.rejects(answer(ask("quartet")), { constructor: OpenAI.NotFoundError, code: "model_not_found" });
      await assert.rejects(answer(ask("trio", { temperature: 17 })), { constructor: OpenAI.BadRequestError, param: "temperature" });
      await assert.rejects(answer(ask("gone")), { constructor: OpenAI.InternalServerError, status: 502 });
    });

    test(`${way}: an upstream that is cut is no end`, async () => {
      await assert.rejects(answer(ask("cut")), /local\/cut/);
      await assert.rejects(answer(ask("cut-call", { tools })), /scripted\/cut/);
    });
  }

  test("events are numbered and end with the answer", async () => {
    const events = [];
    for await (const event of await responses.create(ask("solo", { stream: true }))) events.push(event);
    assert.deepEqual(events.map((event) => event.sequence_number), events.map((_, i) => i));
    assert.equal(events[0].type, "response.created");
    assert.equal(events.at(-1).type, "response.completed");
    const deltas = events.filter((event) => event.type === "response.output_text.delta");
    assert.equal(deltas.map((event) => event.delta).join(""), counted(200));
  });

  test("whole: aborting closes every upstream", async () => {
    const controller = new AbortController();
    const begin = () => assert.rejects(responses.create(ask("slow"), { signal: controller.signal }), OpenAI.APIUserAbortError);
    await leave(begin, () => controller.abort());
  });

  test("streamed: aborting closes every upstream", async () => {
    const stream = responses.stream(ask("slow"));
    await leave(() => assert.rejects(stream.finalResponse(), OpenAI.APIUserAbortError), () => stream.abort());
  });
});
