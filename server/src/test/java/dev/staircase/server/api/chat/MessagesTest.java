package dev.staircase.server.api.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.Attached;
import dev.staircase.core.chat.Attached.Kind;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class MessagesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static List<Message> read(String... messages) {
    return Messages.read(JSON.readTree("[" + String.join(",", messages) + "]"));
  }

  @Test
  void callsOfToolsAreKeptWholeAndReadInWords() {
    String question = "{\"role\":\"user\",\"name\":\"Ann\",\"content\":\"Cold?\"}";
    String calls =
        "{\"role\":\"assistant\",\"content\":\"Let me"
            + " see.\",\"reasoning_content\":\"hm\",\"tool_calls\":["
            + "{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":\\\"Oslo\\\"}\"}},"
            + "{\"id\":\"c2\",\"type\":\"custom\",\"custom\":{\"name\":\"shout\",\"input\":\"hey\"}}]}";
    String first = "{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"-3\"}";
    String second =
        "{\"role\":\"tool\",\"tool_call_id\":\"c9\",\"content\":[{\"type\":\"text\",\"text\":\"HEY\"}]}";
    assertThat(read(question, calls, first, second))
        .containsExactly(
            Message.user("Cold?"),
            new Message(
                Role.ASSISTANT,
                "Let me see.\n[called weather with {\"city\":\"Oslo\"}]\n[called shout with hey]",
                new Attached(Kind.TOOLS, calls)),
            new Message(Role.USER, "[weather returned: -3]", new Attached(Kind.TOOLS, first)),
            new Message(Role.USER, "[a tool returned: HEY]", new Attached(Kind.TOOLS, second)));
  }

  @ParameterizedTest
  @CsvSource(
      value = {"null", "''"},
      quoteCharacter = '"')
  void aCallNeedsNoText(String content) {
    String calls =
        "{'role':'assistant','content':%s,'tool_calls':[{'id':'c','function':{'name':'f'}}]}"
            .formatted(content)
            .replace('\'', '"');
    assertThat(read(calls, "{\"role\":\"user\",\"content\":\"?\"}").getFirst().content())
        .isEqualTo("[called f with ]");
  }

  @Test
  void imagesAreKeptWholeAndReadInWords() {
    String message =
        "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"What is \"},"
            + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AAAA\",\"detail\":\"low\"}},"
            + "{\"type\":\"text\",\"text\":\"?\"}]}";
    assertThat(read(message))
        .containsExactly(
            new Message(Role.USER, "What is [an image]?", new Attached(Kind.IMAGES, message)));
  }
}
