package dev.staircase.lab.paced;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.Message;
import dev.staircase.lab.facts.Conversation;
import dev.staircase.lab.facts.FactBase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TokensTest {
  private record Row(String text, List<String> tokens) {}

  @TestFactory
  Stream<DynamicTest> splits() {
    return Stream.of(
            row(""),
            row("The sky", "The", " sky"),
            row("scattering", "scatte", "ring"),
            row(" a  b", " a", " ", " b"),
            row("12345 67", "123", "45", " 67"),
            row("w1 w22 w12345", "w1", " w22", " w12345"),
            row("end.\n\nNext", "end", ".", "\n\n", "Next"),
            row("\n  x", "\n ", " x"),
            row("tail \n", "tail", " \n"),
            row("空は青", "空", "は", "青"),
            row("ok\uD83D\uDE00\uD83D\uDE00", "ok", "\uD83D\uDE00", "\uD83D\uDE00"),
            row(" \uD83D\uDE00", " \uD83D\uDE00"),
            row("don't!", "don", "'", "t", "!"),
            row("größer", "größer"))
        .map(row ->
            DynamicTest.dynamicTest(
                "'" + row.text + "'",
                () -> {
                  assertThat(Tokens.split(row.text)).isEqualTo(row.tokens);
                  assertThat(Tokens.count(row.text)).isEqualTo(row.tokens.size());
                }));
  }

  private static Row row(String text, String... tokens) {
    return new Row(text, List.of(tokens));
  }

  @Test
  void proposalsAreOfAUsefulLength() {
    for (var topic : FactBase.builtIn().topics()) {
      var asked = new Conversation(List.of(Message.user(topic.question())), false);
      for (var speaker : List.of("p1", "p2", "p3")) {
        var text = new Writing.Proposer(speaker).next(asked, null);
        assertThat(Tokens.count(text)).as(topic.id() + " by " + speaker).isBetween(180, 280);
        assertThat(String.join("", Tokens.split(text))).isEqualTo(text);
      }
    }
  }
}
