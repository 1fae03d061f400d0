// Anthropic's client: messages.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import Anthropic from "@anthropic-ai/sdk";
import { counted, leave, origin, question, weatherJson, weatherParameters } from "./door.js";

const { messages } = new Anthropic({ baseURL: origin, apiKey: "none", maxRetries: 0 });
const ask = (model, more) => ({ model, max_tokens: 1000, messages: [{ role: "user", content: question }], ...more });
const tools = [{ name: "weather", input_schema: weatherParameters }];
const text = ({ content }) => content.filter((block) => block.type === "text").map((block) => block.text).join("");

/** The answer, whole or joined from its stream by the client. */
const answers = {
  whole: (request) => messages.create(request),
  streamed: (request) => messages.stream(request).finalMessage(),
};

describe("messages", () => {
  for (const [way, answer] of Object.entries(answers)) {
    test(`${way}: an answer and its usage`, async () => {
      const got = await answer(ask("trio"));
      assert.equal(text(got), counted(200));
      assert.equal(got.role, "assistant");
      assert.ok(way === "streamed" || got.id === `msg_${got._request_id}`);
      assert.equal(got.model, "trio");
      assert.equal(got.stop_reason, "end_turn");
      assert.ok(got.usage.input_tokens > 0);
      assert.ok(got.usage.output_tokens >= 800);
    });

    test(`${way}: the limit of tokens`, async () => {
      const got = await answer(ask("solo", { max_tokens: 3 }));
      assert.equal(got.stop_reason, "max_tokens");
      assert.equal(text(got).trim(), counted(3));
    });

    test(`${way}: a tool is called, and what it returned is heard`, async () => {
      const request = ask("weather", { tools });
      const { content, stop_reason } = await answer(request);
      assert.equal(stop_reason, "tool_use");
      assert.deepEqual(content.map((block) => block.type), ["text", "tool_use"]);
      assert.deepEqual(content[1].input, { city: "Oslo" });
      const result = { type: "tool_result", tool_use_id: content[1].id, content: "-3 C" };
      const history = [...request.messages, { role: "assistant", content }, { role: "user", content: [result] }];
      assert.equal(text(await answer({ ...request, messages: history })), "It is -3 C.");
    });

    for (const type of [{ type: "any" }, { type: "tool", name: "weather" }]) {
      test(`${way}: a tool is forced by ${JSON.stringify(type)}`, async () => {
        const { content } = await answer(ask("weather", { tools, tool_choice: type }));
        assert.deepEqual(content.map((block) => block.type), ["tool_use"]);
      });
    }

    test(`${way}: JSON by a schema`, async () => {
      const schema = { type: "object", properties: { city: { type: "string" } }, additionalProperties: false };
      const got = await answer(ask("weather", { output_config: { format: { type: "json_schema", schema } } }));
      assert.deepEqual(JSON.parse(text(got)), weatherJson);
    });

    test(`${way}: errors before the stream`, async () => {
      const told = (constructor, type) => (error) => {
        assert.ok(error instanceof constructor, error);
        assert.equal(error.error.type, "error");
        assert.equal(error.error.error.type, type);
        return true;
      };
      await assert.rejects(answer(ask("quartet")), told(Anthropic.NotFoundError, "not_found_error"));
      await assert.rejects(answer(ask("trio", { max_tokens: 0 })), told(Anthropic.BadRequestError, "invalid_request_error"));
      await assert.rejects(answer(ask("gone")), told(Anthropic.InternalServerError, "api_error"));
    });

    test(`${way}: an upstream that is cut is no end`, async () => {
      await assert.rejects(answer(ask("cut")), /local\/cut/);
      await assert.rejects(answer(ask("cut-call", { tools })), /scripted\/cut/);
    });
  }

  test("every piece that came before a cut is told", async () => {
    let said = "";
    const stream = messages.stream(ask("cut")).on("text", (piece) => (said += piece));
    await assert.rejects(stream.finalMessage(), Anthropic.APIError);
    assert.equal(said, counted(20));
  });

  test("whole: aborting closes every upstream", async () => {
    const controller = new AbortController();
    const begin = () => assert.rejects(messages.create(ask("slow"), { signal: controller.signal }), Anthropic.APIUserAbortError);
    await leave(begin, () => controller.abort());
  });

  test("streamed: aborting closes every upstream", async () => {
    const stream = messages.stream(ask("slow"));
    await leave(() => assert.rejects(stream.finalMessage(), Anthropic.APIUserAbortError), () => stream.abort());
  });
});
