package dev.staircase.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlocksTest {
  /// Tells text as `t(...)`, calls as `id:name(...)`, custom ones with a `*`, and each piece of
  /// them behind a bar.
  private static final class Told implements Blocks.Teller {
    private final StringBuilder told = new StringBuilder();

    @Override
    public void textBegins() {
      told.append("t(");
    }

    @Override
    public void text(String text, @Nullable String logprobs) {
      told.append('|').append(text);
    }

    @Override
    public void textEnds() {
      told.append(')');
    }

    @Override
    public void callBegins(Blocks.Call call) {
      told.append(call.custom() ? "*" : "").append(call.id()).append(':').append(call.name());
      told.append('(');
    }

    @Override
    public void input(String more) {
      told.append('|').append(more);
    }

    @Override
    public void callEnds() {
      told.append(')');
    }
  }

  private static Piece piece(String word) {
    return word.startsWith("[")
        ? new Piece.Tools(word.replace('\'', '"'))
        : new Piece.Text(word, null);
  }

  /// Pieces are parted by spaces.
  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      quoteCharacter = '\u0001',
      textBlock =
          """
          a b = t(|a|b)
          a [{'index':0,'id':'x','function':{'name':'f','arguments':'1'}}] [{'index':0,'function':{'arguments':'2'}}] \
            = t(|a)x:f(|1|2)
          [{'id':'x','function':{'name':'f'}},{'id':'y','function':{'name':'g','arguments':'2'}}] = x:f()y:g(|2)
          [{'index':5,'id':'x','custom':{'name':'f','input':'1'}}] [{'index':5,'custom':{'input':'2'}}] = *x:f(|1|2)
          [{'index':0,'id':'x'}] [{'index':0,'function':{'arguments':'1'}}] [{'index':0,'function':{'name':'f','arguments':'2'}}] \
            = x:f(|12)
          [{'index':0,'function':{'name':'f'}}] [{'index':1,'id':'','function':{'name':'g'}}] = call_n_0:f()call_n_1:g()
          [{'index':0,'function':{'arguments':'1'}}] = call_n_0:(|1)
          [{'index':1,'id':'x','function':{'name':'f'}}] [{'index':0,'id':'y','function':{'name':'g'}}] = x:f()y:g()
          [{'index':0,'id':'x','function':{'name':'f'}}] a [{'index':0,'function':{'arguments':'1'}}] b = x:f(|1)t(|a|b)
          []         = t()
          [] a       = t(|a)
          """)
  void eachBlockIsEndedBeforeTheNext(String pieces, String expected) {
    var told = new Told();
    var blocks = new Blocks("n", told);
    Stream.of(pieces.strip().split(" ")).map(BlocksTest::piece).forEach(blocks::add);
    blocks.end();
    assertThat(told.told.toString()).isEqualTo(expected);
  }
}
