package dev.staircase.lab.paced;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PromptReaderTest {
  private static final List<String> ENDS = List.of("", " ", "\n", " \n ", "word", "字", "12");
  private static final List<Role> ROLES = List.of(Role.SYSTEM, Role.USER, Role.ASSISTANT);

  /// Prompts that extend, change, shorten and continue each other are read as each would be alone.
  @Test
  void readsWhatItWouldReadAnew() {
    var random = new SplittableRandom(5);
    var reader = new PromptReader();
    List<Message> messages = new ArrayList<>(List.of(message(random)));
    for (int i = 0; i < 500; i++) {
      if (messages.size() > 1 && random.nextInt(4) == 0) {
        messages.removeLast();
      }
      if (random.nextInt(6) == 0) {
        messages.set(random.nextInt(messages.size()), message(random));
      }
      messages.add(message(random));
      var turn = new Turn(List.copyOf(messages), random.nextBoolean(), false);
      Blocks alone = Blocks.of(Tokens.split(turn.rendered()));
      Blocks read = reader.read(turn);
      assertThat(read.tokens()).isEqualTo(alone.tokens());
      assertThat(hashes(read)).isEqualTo(hashes(alone));
      read.add(" said"); // Which the next prompt doesn't see.
    }
  }

  private static List<Long> hashes(Blocks blocks) {
    List<Long> hashes = new ArrayList<>();
    for (int block = 0; block < blocks.whole(); block++) {
      hashes.add(blocks.hash(block));
    }
    return hashes;
  }

  private static Message message(SplittableRandom random) {
    String text = end(random) + " some words".repeat(random.nextInt(20)) + end(random);
    return new Message(ROLES.get(random.nextInt(ROLES.size())), text);
  }

  private static String end(SplittableRandom random) {
    return ENDS.get(random.nextInt(ENDS.size()));
  }
}
