package dev.staircase.runtime.answer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Finds the log probabilities of what goes out to the client. Upstreams tell them of the tokens of
/// a call; what goes out is not quite what the calls said, for a repeat at a seam is swallowed, a
/// cut drops the rest of a token, white space is put in, and stop sequences keep text back.
///
/// A call's text, as its tokens tell it, goes out in one stretch: it begins where the first piece
/// is found in it, for the last time, and each further piece follows on. A piece that begins with
/// what was kept back of the call before belongs to both. A token that goes out whole is told with
/// the piece that it ends in; one that does not, and a piece that is not found, is left out.
///
/// Text is compared in bytes (a `char` each), for a token may be half a character.
final class Logprobs {
  /// @param end where it ends among the bytes of its call
  private record Token(int start, int end, String json) {}

  /// What one call said, and how much of it has gone out.
  private static final class Said {
    final StringBuilder bytes = new StringBuilder();
    final Queue<Token> tokens = new ArrayDeque<>();
    boolean flows;
    int begin;
    int out;

    /// Where a piece is; negative where it is not.
    int find(String piece) {
      return flows ? bytes.indexOf(piece, out) : bytes.lastIndexOf(piece);
    }

    /// How much of a piece may be what comes next.
    int common(String piece) {
      int most = Math.min(piece.length(), bytes.length() - out);
      int common = 0;
      while (common < most && piece.charAt(common) == bytes.charAt(out + common)) {
        common++;
      }
      return common;
    }

    /// Lets the bytes from `from` to `to` go out, and with them the tokens that end there.
    void pass(int from, int to, StringBuilder entries) {
      begin = flows && from == out ? begin : from;
      flows = true;
      out = to;
      while (!tokens.isEmpty() && tokens.element().end() <= to) {
        Token token = tokens.remove();
        if (token.start() >= begin) {
          entries.append(entries.isEmpty() ? "" : ",").append(token.json());
        }
      }
    }
  }

  private int call = -1;
  private Said before = new Said();
  private Said now = new Said();

  /// Takes a token of a call of the agent that writes the answer, before the text that it is in.
  ///
  /// @param bytes the token in UTF-8
  /// @param json its entry
  void token(int ofCall, byte[] bytes, String json) {
    if (ofCall != call) {
      call = ofCall;
      before = now.flows ? now : before;
      now = new Said();
    }
    int start = now.bytes.length();
    now.bytes.append(new String(bytes, ISO_8859_1));
    now.tokens.add(new Token(start, now.bytes.length(), json));
  }

  /// The entries of a piece that goes out, as a JSON array; null where there is none.
  @Nullable String of(String piece) {
    if (call < 0) {
      return null;
    }
    String bytes = new String(piece.getBytes(UTF_8), ISO_8859_1);
    StringBuilder entries = new StringBuilder();
    if (!passNow(bytes, entries) && !now.flows) {
      passBoth(bytes, entries);
    }
    return entries.isEmpty() ? null : "[" + entries + "]";
  }

  /// Finds a piece in what the call says now, white space put in before it or not.
  private boolean passNow(String piece, StringBuilder entries) {
    for (int gap = 0; gap < piece.length(); gap++) {
      int at = now.find(piece.substring(gap));
      if (at >= 0) {
        now.pass(at, at + piece.length() - gap, entries);
        return true;
      }
      if (!Character.isWhitespace(piece.charAt(gap))) {
        return false;
      }
    }
    return false;
  }

  /// Finds the beginning of a piece in what the call before said, and the rest of it now.
  private void passBoth(String piece, StringBuilder entries) {
    int common = before.common(piece);
    for (int kept = 1; kept <= common; kept++) {
      StringBuilder rest = new StringBuilder();
      if (kept == piece.length() || passNow(piece.substring(kept), rest)) {
        before.pass(before.out, before.out + kept, entries);
        entries.append(entries.isEmpty() || rest.isEmpty() ? "" : ",").append(rest);
        return;
      }
    }
  }
}
