package dev.staircase.runtime.answer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogprobsTest {
  /// Steps are parted by blanks: `0:The|_sky` are tokens of call 0, `>The_sky` is what goes out,
  /// and `_` is a blank. The entry of a token is its call and its place there.
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      textBlock =
          """
          token by token            ; 0:The >The 0:_sky >_sky 0:_is >_is       ; 00 01 02
          several tokens a piece    ; 0:The|_sky|_is >The_sky_is               ; 00,01,02
          a token in two pieces     ; 0:The >T >he                             ; - 00
          cut in a token            ; 0:The|_sky,_so >The_sky 1:_is >_is       ; 00 10
          cut between tokens        ; 0:The|_sky >The 1:_sky >_sky             ; 00 10
          swallowed repeat          ; 0:The|_sky >The_sky 1:The|_sky 1:_is >_is ; 00,01 12
          swallowed and joined      ; 0:The|_sky >The_sky 1:_sky_is|_blue >_is_blue ; 00,01 11
          a joined token ends later ; 0:The >The 1:e_sky >_s >ky 1:_is >_is    ; 00 - - 11
          repeat of what is new     ; 0:a|_b >a_b 1:a|_b|_a|_b >_a_b           ; 00,01 12,13
          gap inserted              ; 0:The >The 1:sky >_sky                   ; 00 10
          paragraph inserted        ; 0:The >The 1:_Sky >__Sky                 ; 00 10
          stop sequence kept back   ; 0:The|_EN >The_ 0:DLESS >ENDLESS         ; 00 01,02
          kept over a cut           ; 0:The|_E >The_ 1:_is >E_is               ; 00 01,10
          kept over a cut with gap  ; 0:The|E|_off >The 1:is >E_is             ; 00 01,10
          kept to the end           ; 0:The|E >The 1:x >E                      ; 00 01
          resumed by another call   ; 0:The|_s >The_s 1:ky >ky                 ; 00,01 10
          hedge that came too late  ; 0:The 1:A >A 1:_sky >_sky                ; 10 11
          aborted without text      ; 0:The >The 1:The 2:_sky >_sky            ; 00 20
          not found                 ; 0:The >A 0:_sky >_sky                    ; - 01
          found again later         ; 0:The >The >??? 0:_sky >_sky             ; 00 - 01
          none told                 ; >The >_sky                               ; - -
          text without tokens       ; 0:The >The >_sky 0:_is >_is              ; 00 - 01
          reasoning before          ; 0:hm|,|_so 0:The >The 0:_sky >_sky       ; 03 04
          """)
  void tokensAreToldWithWhatTheyAreIn(String what, String script, String expected) {
    var logprobs = new Logprobs();
    int[] told = new int[3];
    List<String> found = new ArrayList<>();
    for (String step : script.split(" ", -1)) {
      String text = step.replace('_', ' ');
      if (text.startsWith(">")) {
        String entries = logprobs.of(text.substring(1));
        found.add(entries == null ? "-" : entries.substring(1, entries.length() - 1));
      } else {
        int call = text.charAt(0) - '0';
        for (String token : text.substring(2).split("\\|", -1)) {
          logprobs.token(call, token.getBytes(UTF_8), "" + call + told[call]++);
        }
      }
    }
    assertThat(String.join(" ", found)).as(what).isEqualTo(expected);
  }

  @Test
  void aTokenMayBeHalfACharacter() {
    var logprobs = new Logprobs();
    logprobs.token(0, "\u00f0\u009f".getBytes(ISO_8859_1), "1");
    logprobs.token(0, "\u0098\u0080".getBytes(ISO_8859_1), "2");
    logprobs.token(0, "!".getBytes(UTF_8), "3");
    assertThat(logprobs.of("😀!")).isEqualTo("[1,2,3]");
  }
}
