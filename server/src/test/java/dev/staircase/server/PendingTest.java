package dev.staircase.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.server.api.Piece;
import org.junit.jupiter.api.Test;

class PendingTest {
  private static final int MOST = Pending.PIECE_CHARS;

  @Test
  void textIsGatheredAndTheRestKeepsItsOrder() {
    var pending = new Pending();
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
    var pending = new Pending();
    pending.text("x".repeat(MOST - 1) + "😀y");
    assertThat(pending.next()).isEqualTo(new Piece.Text("x".repeat(MOST - 1), null));
    assertThat(pending.next()).isEqualTo(new Piece.Text("😀y", null));
  }
}
