package dev.staircase.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ToolCallsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          [{'index':0,'id':'a','type':'function','function':{'name':'f','arguments':''}}] \
          ~ [{'index':0,'function':{'arguments':'{x'}}] ~ [{'index':0,'function':{'arguments':'}'}}] \
            | [{'id':'a','type':'function','function':{'name':'f','arguments':'{x}'}}]
          [{'index':1,'id':'b'}] ~ [{'index':0,'id':'a'},{'index':1,'n':1}] \
            | [{'id':'a'},{'id':'b','n':1}]
          [{'index':0,'id':'a','function':{'name':'f'}}] ~ [{'index':0,'id':'a','function':{'name':'f'}}] \
            | [{'id':'a','function':{'name':'f'}}]
          [{'index':0,'id':'a','type':'x'}] ~ [{'index':0,'id':null,'type':'','extra':{'y':[1]}}] \
            | [{'id':'a','type':'x','extra':{'y':[1]}}]
          [{'index':0,'custom':{'name':'f','input':'1'}}] ~ [{'index':0,'custom':{'input':'2'}}] \
            | [{'custom':{'name':'f','input':'12'}}]
          [{'id':'a'},{'id':'b'}] | [{'id':'a'},{'id':'b'}]
          [7] | []
          """)
  void deltasOfTheSameIndexAreOneCall(String deltas, String whole) {
    var calls = new ToolCalls();
    for (String delta : deltas.replace('\'', '"').split("~", -1)) {
      calls.add(delta);
    }
    assertThat(calls.whole()).isEqualTo(JSON.readTree(whole.replace('\'', '"')));
  }
}
