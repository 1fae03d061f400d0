package dev.staircase.lab.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class PromptFileTest {
  static Stream<Arguments> forms() {
    return Stream.of(
        arguments("Why?\n\n  How? \n[INST] When?\n", "line-1=Why?", "line-4=[INST] When?"),
        arguments(
            "{\"prompt\":\"Why?\"}\n\n{\"prompt\":\"How?\",\"id\":7}", "line-1=Why?", "7=How?"),
        arguments(
            """
            {"custom_id":"a","method":"POST","url":"/v1/chat/completions","body":{"model":"m","messages":[{"role":"user","content":"Why?"}]}}
            {"custom_id":"b","method":"POST","url":"/v1/chat/completions","body":{"messages":[{"role":"user","content":[{"type":"text","text":"How?"}]}]}}
            """,
            "a=Why?",
            "b=How?"),
        arguments(
            """
            [
              {"instruction": "Why?", "output": "So.", "generator": "g", "dataset": "d"},
              {"instruction": "How?"}
            ]
            """,
            "line-2=Why?",
            "line-3=How?"),
        arguments(
            """
            {"question_id":"q1","category":"c","cluster":"k","turns":[{"content":"Why?"}]}
            {"uid":"u2","category":"hard_prompt","subcategory":"coding","prompt":"How?"}
            """,
            "q1=Why?",
            "u2=How?"));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void everyFormIsRecognised(String text, String first, String last) {
    var prompts = PromptFile.parse("f", text);
    assertThat(prompts.getFirst().id() + "=" + prompts.getFirst().text()).isEqualTo(first);
    assertThat(prompts.getLast().id() + "=" + prompts.getLast().text()).isEqualTo(last);
    assertThat(prompts).allMatch(prompt -> prompt.body().at("/messages/0/role").isString());
  }

  @Test
  void aBatchKeepsItsSettingsButNotWhoIsAskedNorHow() {
    var prompt =
        PromptFile.parse(
                "f",
                """
                {"url":"/v1/chat/completions","body":{"model":"m","stream":false,"max_tokens":9,"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Why?"}]}}
                """)
            .getFirst();
    assertThat(prompt.body().propertyNames()).containsExactlyInAnyOrder("max_tokens", "messages");
    assertThat(prompt.text()).isEqualTo("Why?");
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(" \n\n", "f: expected at least one prompt, found none"),
        arguments("{\"prompt\":\"a\"}\nplain", "f:2: expected a JSON object"),
        arguments(
            "{\"prompt\":\"a\"}\n\n{\"promt\":\"b\"}", "f:3: expected an object with 'prompt'"),
        arguments("{\"prompt\":7}", "f:1: 'prompt': expected a text that is not empty, found 7"),
        arguments("{\"prompt\":\" \"}", "f:1: 'prompt': expected a text"),
        arguments("{\"turns\":[\"a\",\"b\"]}", "f:1: 'turns': expected a list of one turn"),
        arguments("{\"url\":\"/v1/embeddings\",\"body\":{}}", "f:1: 'url': expected /v1/chat/"),
        arguments(
            "{\"url\":\"/v1/chat/completions\",\"body\":{\"messages\":[]}}",
            "f:1: 'body': expected an object with 'messages'"),
        arguments("[\n{\"instruction\":\"a\"},\n{\"output\":\"b\"}\n]", "f:3: expected an object"),
        arguments("[\n{\"instruction\":\"a\"},\n{\"instr\n]", "f:3: expected a JSON object"),
        arguments("[{\"instruction\":\"a\"}", "f:1: expected a JSON object"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsToldWithItsLine(String text, String message) {
    assertThatThrownBy(() -> PromptFile.parse("f", text))
        .isInstanceOf(TrialException.class)
        .hasMessageStartingWith(message);
  }
}
