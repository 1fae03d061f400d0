package dev.staircase.runtime.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.staircase.core.chat.Attached;
import dev.staircase.core.chat.Attached.Kind;
import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Form;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.ModelCall;
import dev.staircase.core.chat.Role;
import dev.staircase.core.chat.Sampling;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ChatWireTest {
  private static final ChatTemplate TEMPLATE =
      new ChatTemplate("<s>", "[S]{content}[/S]", "[U]{content}[/U]", "[A]{content}[/A]", "[A]");
  private static final Dialect WITH_TEMPLATE =
      new Dialect(Dialect.UsageReport.AT_END, false, false, TEMPLATE);
  private static final List<Message> PARTIAL =
      List.of(
          Message.system("Be brief."), Message.user("Say \"é😀\"."), Message.assistant("It is "));
  private static final String TAIL = "\"stream\":true,\"stream_options\":{\"include_usage\":true}";
  private static final String TURNS =
      "{\"role\":\"system\",\"content\":\"Be brief.\"},{\"role\":\"user\",\"content\":\"Say"
          + " \\\"é😀\\\".\"},";

  private static ModelCall call(List<Message> messages, Continuation continuation) {
    return new ModelCall("local/p1", messages, continuation, 0, Sampling.DEFAULT);
  }

  private static String chatBody(String lastMessage, String after) {
    return "{\"model\":\"p1\",\"messages\":[" + TURNS + lastMessage + "]," + TAIL + after + "}";
  }

  @Test
  void eachContinuationHasItsOwnBody() {
    String last = "{\"role\":\"assistant\",\"content\":\"It is \"}";
    String prefixed = "{\"role\":\"assistant\",\"content\":\"It is \",\"prefix\":true}";
    String flags = ",\"continue_final_message\":true,\"add_generation_prompt\":false";
    assertThat(
            ChatWire.request(call(PARTIAL, Continuation.CONTINUE_FINAL_MESSAGE), Dialect.DEFAULT))
        .isEqualTo(new ChatWire.Request("/chat/completions", chatBody(last, flags), false));
    assertThat(ChatWire.request(call(PARTIAL, Continuation.TRAILING_ASSISTANT), Dialect.DEFAULT))
        .isEqualTo(new ChatWire.Request("/chat/completions", chatBody(last, ""), false));
    assertThat(ChatWire.request(call(PARTIAL, Continuation.PREFIX_FLAG), Dialect.DEFAULT))
        .isEqualTo(new ChatWire.Request("/chat/completions", chatBody(prefixed, ""), false));
    assertThat(ChatWire.request(call(PARTIAL, Continuation.COMPLETIONS), WITH_TEMPLATE))
        .isEqualTo(
            new ChatWire.Request(
                "/completions",
                "{\"model\":\"p1\",\"prompt\":\"<s>[S]Be brief.[/S][U]Say \\\"é😀\\\".[/U][A]It is"
                    + " \","
                    + TAIL
                    + ",\"max_tokens\":2048}",
                false));
  }

  @Test
  void aNewTurnMustNotEndInTheAssistant() {
    assertThatThrownBy(
            () -> ChatWire.request(call(PARTIAL, Continuation.NEW_TURN), Dialect.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("new-turn must not end in an assistant message")
        .hasMessageContaining("local/p1");
  }

  @ParameterizedTest
  @EnumSource(Continuation.class)
  void withoutPartialTextEveryContinuationSendsTheSame(Continuation continuation) {
    var question = List.of(Message.user("Why?"));
    assertThat(ChatWire.request(call(question, continuation), WITH_TEMPLATE))
        .isEqualTo(
            new ChatWire.Request(
                "/chat/completions",
                "{\"model\":\"p1\",\"messages\":[{\"role\":\"user\",\"content\":\"Why?\"}],"
                    + TAIL
                    + "}",
                false));
  }

  @ParameterizedTest
  @EnumSource(Continuation.class)
  void emptyAssistantMessagesAreNeverSent(Continuation continuation) {
    var messages = List.of(Message.assistant(""), Message.user("Why?"), Message.assistant(""));
    assertThat(ChatWire.request(call(messages, continuation), WITH_TEMPLATE))
        .isEqualTo(
            ChatWire.request(call(List.of(Message.user("Why?")), continuation), WITH_TEMPLATE));
  }

  @Test
  void aCallOfEmptyAssistantMessagesIsRefused() {
    var call = call(List.of(Message.assistant("")), Continuation.TRAILING_ASSISTANT);
    assertThatThrownBy(() -> ChatWire.request(call, Dialect.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs a message with text");
  }

  @Test
  void samplingIsSentWhereItIsSet() {
    var sampling =
        new Sampling(
            0.7,
            0.9,
            42L,
            List.of("\n\n", "END"),
            "{\"response_format\": {\"type\": \"json_object\"}, \"min_p\": 0.1}");
    var call =
        new ModelCall(
            "or/meta/llama:free",
            List.of(Message.user("Why?")),
            Continuation.NEW_TURN,
            100,
            sampling);
    String expected =
        "{\"model\":\"meta/llama:free\",\"messages\":[{\"role\":\"user\",\"content\":\"Why?\"}],\"stream\":true,%s"
            + "\"temperature\":0.7,\"top_p\":0.9,\"seed\":42,\"stop\":[\"\\n\\n\",\"END\"],"
            + "\"response_format\":{\"type\":\"json_object\"},\"min_p\":0.1}";
    assertThat(ChatWire.request(call, Dialect.DEFAULT).body())
        .isEqualTo(expected, "\"stream_options\":{\"include_usage\":true},\"max_tokens\":100,");
    assertThat(
            ChatWire.request(call, new Dialect(Dialect.UsageReport.NONE, true, false, null)).body())
        .isEqualTo(expected, "\"max_completion_tokens\":100,");
    var continuous = new Dialect(Dialect.UsageReport.CONTINUOUS, false, false, null);
    assertThat(ChatWire.request(call, continuous).body())
        .isEqualTo(
            expected,
            "\"stream_options\":{\"include_usage\":true,\"continuous_usage_stats\":true},\"max_tokens\":100,");
  }

  @Test
  void anUpstreamOfCompletionsGetsThemAlways() {
    var dialect = new Dialect(Dialect.UsageReport.NONE, true, true, TEMPLATE);
    var messages =
        List.of(Message.user("{content} $1"), Message.assistant("a"), Message.user("Go on."));
    var call = new ModelCall("local/p1", messages, Continuation.NEW_TURN, 5, Sampling.DEFAULT);
    assertThat(ChatWire.request(call, dialect))
        .isEqualTo(
            new ChatWire.Request(
                "/completions",
                "{\"model\":\"p1\",\"prompt\":\"<s>[U]{content} $1[/U][A]a[/A][U]Go"
                    + " on.[/U][A]\",\"stream\":true,\"max_tokens\":5}",
                false));
  }

  @Test
  void attachedMessagesAreSentAsTheyCameAndToCompletionsAsText() {
    String image = "{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"x\":1.50}]}";
    String calls = "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"a\"}]}";
    String result = "{\"role\":\"tool\",\"tool_call_id\":\"a\",\"content\":\"7\"}";
    var messages =
        List.of(
            new Message(Role.USER, "[an image]", new Attached(Kind.IMAGES, image)),
            new Message(Role.ASSISTANT, "[called f]", new Attached(Kind.TOOLS, calls)),
            new Message(Role.USER, "[returned: 7]", new Attached(Kind.TOOLS, result)));
    assertThat(ChatWire.request(call(messages, Continuation.NEW_TURN), Dialect.DEFAULT).body())
        .contains("\"messages\":[" + image + "," + calls + "," + result + "],");
    var dialect = new Dialect(Dialect.UsageReport.NONE, true, true, TEMPLATE);
    assertThat(ChatWire.request(call(messages, Continuation.NEW_TURN), dialect).body())
        .contains("[U][an image][/U][A][called f][/A][U][returned: 7][/U][A]");
  }

  @Test
  void anAttachedMessageThatIsNoObjectIsRefused() {
    var message = new Message(Role.USER, "x", new Attached(Kind.IMAGES, "[]"));
    assertThatThrownBy(
            () -> ChatWire.request(call(List.of(message), Continuation.NEW_TURN), Dialect.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("attached messages");
  }

  @ParameterizedTest
  @CsvSource({"TEXT, false", "TEXT_OR_TOOLS, true", "ONE_PIECE, true"})
  void toolsAreExpectedOfAChatThatOffersThem(Form form, boolean tools) {
    var sampling =
        new Sampling(
            null, null, null, List.of(), "{\"tools\":[{}],\"logprobs\":true,\"top_k\":4}", form);
    var call = new ModelCall("local/p1", PARTIAL, Continuation.COMPLETIONS, 9, sampling);
    var plain =
        new ModelCall("local/p1", PARTIAL, Continuation.TRAILING_ASSISTANT, 9, call.sampling());
    assertThat(ChatWire.request(plain, WITH_TEMPLATE).tools()).isEqualTo(tools);
    assertThat(ChatWire.request(plain, WITH_TEMPLATE).body())
        .endsWith("\"tools\":[{}],\"logprobs\":true,\"top_k\":4}");
    assertThat(ChatWire.request(call, WITH_TEMPLATE).tools()).isFalse();
    assertThat(ChatWire.request(call, WITH_TEMPLATE).body())
        .endsWith("\"max_tokens\":9,\"top_k\":4}");
  }

  @Test
  void completionsNeedATemplate() {
    assertThatThrownBy(
            () -> ChatWire.request(call(PARTIAL, Continuation.COMPLETIONS), Dialect.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("set the upstream's chat-template");
  }

  @ParameterizedTest
  @CsvSource({"[1]", "nonsense", "{\"a\":1} x", "7"})
  void aResponseFormatMustBeAnObject(String format) {
    var sampling = new Sampling(null, null, null, List.of(), format);
    var call =
        new ModelCall(
            "local/p1", List.of(Message.user("Why?")), Continuation.NEW_TURN, 0, sampling);
    assertThatThrownBy(() -> ChatWire.request(call, Dialect.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs a JSON object of fields to pass on")
        .hasMessageContaining(format);
  }

  @ParameterizedTest
  @CsvSource({
    "local/p1, local, p1",
    "or/meta/llama, or, meta/llama",
    "a//b, a, /b",
    "x/p 1:ü, x, p 1:ü"
  })
  void theFirstSlashPartsUpstreamAndName(String model, String upstream, String name) {
    assertThat(ChatWire.upstream(model)).isEqualTo(upstream);
    assertThat(ChatWire.nameAtUpstream(model)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({"p1", "/p1", "local/"})
  void aModelWithoutUpstreamOrNameIsRefused(String model) {
    assertThatThrownBy(() -> ChatWire.nameAtUpstream(model))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("UPSTREAM/NAME")
        .hasMessageContaining(model);
  }

  @ParameterizedTest
  @CsvSource({"''", "no place", "{content}{content}"})
  void aTemplatePieceHoldsItsContentOnce(String piece) {
    assertThatThrownBy(() -> new ChatTemplate("", "{content}", piece, "{content}", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'user' must hold {content} exactly once");
  }
}
