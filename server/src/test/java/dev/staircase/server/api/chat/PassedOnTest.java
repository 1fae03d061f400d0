package dev.staircase.server.api.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.Form;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class PassedOnTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String TOOLS = "[{'type':'function','function':{'name':'f'}}]";

  /// `T` stands for a list of one tool; what is passed on is the request where it says `same`.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          {}                                                    | TEXT          | none
          {'tools':T}                                           | TEXT_OR_TOOLS | same
          {'tools':T,'tool_choice':'auto'}                      | TEXT_OR_TOOLS | same
          {'tools':T,'tool_choice':'none'}                      | TEXT          | same
          {'tools':T,'tool_choice':'required'}                  | ONE_PIECE     | same
          {'tools':T,'tool_choice':{'type':'function','function':{'name':'f'}}} | ONE_PIECE | same
          {'tools':T,'tool_choice':{'type':'allowed_tools','allowed_tools':{'mode':'auto','tools':[]}}} \
                                                                | TEXT_OR_TOOLS | same
          {'tools':T,'tool_choice':{'type':'allowed_tools','allowed_tools':{'mode':'required'}}} \
                                                                | ONE_PIECE     | same
          {'tools':T,'parallel_tool_calls':false}               | TEXT_OR_TOOLS | same
          {'tools':[{'type':'custom','custom':{'name':'f'}}]}   | TEXT_OR_TOOLS | same
          {'tools':[],'tool_choice':'auto','parallel_tool_calls':true} | TEXT   | none
          {'tools':null,'tool_choice':null}                     | TEXT          | none
          {'response_format':{'type':'text'}}                   | TEXT          | same
          {'response_format':{'type':'json_object'}}            | ONE_PIECE     | same
          {'response_format':{'type':'json_schema','json_schema':{}}} | ONE_PIECE | same
          {'guided_regex':'[0-9]+'}                             | ONE_PIECE     | same
          {'stop_token_ids':[7]}                                | ONE_PIECE     | same
          {'stop_token_ids':[]}                                 | ONE_PIECE     | none
          {'logprobs':false,'logit_bias':{},'chat_template_kwargs':{}} | TEXT   | none
          {'logprobs':true,'top_logprobs':3}                    | TEXT          | same
          {'frequency_penalty':-2,'presence_penalty':0.5,'repetition_penalty':1.1,'min_p':0.1,'top_k':40} \
                                                                | TEXT          | same
          {'logit_bias':{'7':-100},'chat_template_kwargs':{'a':1},'reasoning_effort':'low','verbosity':'high'} \
                                                                | TEXT          | same
          {'user':'u','metadata':{},'temperature':1,'prediction':{'type':'content'}} | TEXT | none
          """)
  void whatConcernsTheWriterIsPassedOn(String request, Form form, String passed) {
    String json = request.replace("T}", TOOLS + "}").replace("T,", TOOLS + ",").replace('\'', '"');
    PassedOn read = PassedOn.read(JSON.readTree(json));
    assertThat(read.form()).isEqualTo(form);
    if (passed.equals("same")) {
      assertThat(read.fields()).isNotNull();
      assertThat(JSON.readTree("" + read.fields())).isEqualTo(JSON.readTree(json));
    } else {
      assertThat(read.fields()).isNull();
    }
  }
}
