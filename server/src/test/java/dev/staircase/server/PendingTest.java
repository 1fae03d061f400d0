package dev.staircase.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.server.api.Piece;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PendingTest {
  private static final int MOST = Pending.PIECE_CHARS;

  @Test
  void textIsGatheredAndTheRestKeepsItsOrder() {
    var pending = new Pending(true);
    pending.text("a");
    pending.text("b");
    pending.add(new Piece.Tools("[1]"));
    pending.add(new Piece.Text("c", "[2]"));
    pending.text("d");
    assertThat(pending.next()).isEqualTo(new Piece.Text("ab", null));
    assertThat(pending.next()).isEqualTo(new Piece.Tools("[1]"));
    assertThat(pending.next()).isEqualTo(new Piece.Text("c", "[2]"));
    pending.text("e");
    assertThat(pending.next()).isEqualTo(new Piece.Text("de", null));
    assertThat(pending.next()).isNull();
    assertThat(pending.isEmpty()).isTrue();
  }

  @Test
  void longTextIsPartedButNoPairIs() {
    var pending = new Pending(true);
    pending.text("x".repeat(MOST - 1) + "😀y");
    assertThat(pending.next()).isEqualTo(new Piece.Text("x".repeat(MOST - 1), null));
    assertThat(pending.next()).isEqualTo(new Piece.Text("😀y", null));
  }

  @Test
  void whatIsToldBesideTheAnswerWaitsForItsFirstPiece() {
    var pending = new Pending(true);
    pending.tell(told("a"));
    assertThat(pending.next()).isNull();
    assertThat(pending.isEmpty()).isTrue();
    pending.text("x");
    pending.tell(told("b"));
    assertThat(pending.next()).isEqualTo(new Piece.Text("x", null));
    pending.text("y");
    pending.tell(told("c"));
    assertThat(pending.next()).isEqualTo(told("a"));
    assertThat(pending.next()).isEqualTo(told("b"));
    assertThat(pending.next()).isEqualTo(new Piece.Text("y", null));
    assertThat(pending.next()).isEqualTo(told("c"));
    assertThat(pending.isEmpty()).isTrue();
  }

  @Test
  void whatIsWantedEarlyWaitsForNothing() {
    var pending = new Pending(false);
    pending.tell(told("a"));
    assertThat(pending.next()).isEqualTo(told("a"));
    pending.text("x");
    pending.tell(told("b"));
    assertThat(pending.next()).isEqualTo(new Piece.Text("x", null));
    assertThat(pending.next()).isEqualTo(told("b"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void tooMuchOfWhatIsToldIsDroppedAndCountedAndTextNever(boolean waits) {
    var pending = new Pending(waits);
    Piece.Told quarter = told("x".repeat(Pending.TOLD_CHARS / 4 - 11));
    pending.text("a");
    assertThat(pending.next()).isEqualTo(new Piece.Text("a", null));
    for (int i = 0; i < 7; i++) {
      pending.tell(quarter);
      pending.text("b");
    }
    assertThat(pending.next()).isEqualTo(quarter);
    pending.tell(told("later"));
    StringBuilder rest = new StringBuilder();
    for (Piece next = pending.next(); next != null; next = pending.next()) {
      switch (next) {
        case Piece.Text(String text, var _) -> rest.append(text);
        case Piece.Told told when told.equals(quarter) -> rest.append('q');
        case Piece.Told(String json) -> rest.append(json);
        case Piece.Tools tools -> rest.append(tools);
      }
    }
    assertThat(rest.toString())
        .isEqualTo("bqbqbqbbbb" + told("later").json() + "{\"kind\":\"dropped\",\"count\":3}");
  }

  private static Piece.Told told(String what) {
    return new Piece.Told("{\"kind\":\"" + what + "\"}");
  }
}
