package dev.staircase.core.engine;

import static dev.staircase.core.engine.Cast.BUSY;
import static dev.staircase.core.engine.Cast.agent;
import static dev.staircase.core.engine.Cast.seat;
import static dev.staircase.core.engine.Cast.withFallbacks;
import static dev.staircase.core.engine.Cast.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Finish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A writer whose call is killed at token 50 of 200.
class WriterResumedTest {
  private static final CallError KILLED =
      new CallError(CallError.Kind.NETWORK, 0, "the connection broke");

  private static Play killed(Cast cast) {
    Play play = cast.play().says("a", words("a", 1, 7)).ends("a").did("asked");
    for (int token = 1; token <= 50; token++) {
      play.says("w", (token == 1 ? "" : " ") + "w" + token);
    }
    return play.did("writing").fails("w", KILLED);
  }

  private static Cast cast(String... fallbacks) {
    var writer = fallbacks.length == 0 ? agent("w") : withFallbacks(agent("w"), seat(fallbacks[0]));
    return Cast.of(writer, agent("a")).at(Pace.BALANCED).recovering();
  }

  @ParameterizedTest
  @ValueSource(strings = {"killed once", "killed again at once", "killed again at token 100"})
  void withAFallbackTheTextIsWhole(String how) {
    Play play = killed(cast("w2"));
    assertThat(play.lastRequest().messages().getLast().content()).isEqualTo(words("w", 1, 50));
    String last = "w";
    if (how.equals("killed again at token 100")) {
      play.says("w", " " + words("w", 51, 100)).fails("w", KILLED);
      play.says("w:w2", " " + words("w", 101, 200));
      last = "w:w2";
    } else if (how.equals("killed again at once")) {
      play.fails("w", BUSY).waits(0).fails("w", BUSY).waits(1).fails("w", BUSY);
      play.says("w:w2", " " + words("w", 51, 200));
      last = "w:w2";
    } else {
      play.says("w", " " + words("w", 51, 200));
    }
    play.ends(last);
    assertThat(play.outcome()).isEqualTo(new Outcome.Completed(Finish.STOP));
    assertThat(play.client()).isEqualTo(words("w", 1, 200));
  }

  @Test
  void withoutOneItFailsAfterAResumeThatFailsToo() {
    Play play = killed(cast());
    assertThat(play.did()).startsWith("w RESUMED").hasSize(2);
    play.says("w", " w51").fails("w", KILLED);
    assertThat(play.outcome()).isEqualTo(new Outcome.Failed(KILLED));
    assertThat(play.client()).isEqualTo(words("w", 1, 51));
  }
}
