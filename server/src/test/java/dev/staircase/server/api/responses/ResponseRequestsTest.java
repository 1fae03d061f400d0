package dev.staircase.server.api.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.staircase.server.api.ApiException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ResponseRequestsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// A request with `input: "Why?"` where a row has no input; the chat with the message of it.
  private static JsonNode request(String fields) {
    ObjectNode request = JSON.createObjectNode().put("input", "Why?");
    return request.setAll((ObjectNode) JSON.readTree(fields.replace('\'', '"')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          {'input':'Why?'}                              | [{'role':'user','content':'Why?'}]
          {'instructions':'Brief.'} \
            | [{'role':'system','content':'Brief.'},{'role':'user','content':'Why?'}]
          {'input':[{'role':'developer','content':'Brief.'},{'type':'message','role':'user','content':[{'type':'input_text','text':'Why?'}]}]} \
            | [{'role':'developer','content':'Brief.'},{'role':'user','content':[{'type':'text','text':'Why?'}]}]
          {'input':[{'role':'user','content':[{'type':'input_image','image_url':'data:x','detail':'low'}]}]} \
            | [{'role':'user','content':[{'type':'image_url','image_url':{'url':'data:x','detail':'low'}}]}]
          {'input':[{'type':'message','id':'msg_1','status':'completed','role':'assistant','content':[{'type':'output_text','text':'So.','annotations':[]}]},{'type':'reasoning','id':'rs_1','summary':[]},{'type':'function_call','call_id':'c1','name':'f','arguments':'{}'},{'type':'function_call','call_id':'c2','name':'g','arguments':''},{'type':'function_call_output','call_id':'c1','output':'1'},{'type':'function_call_output','call_id':'c2','output':[{'type':'input_text','text':'2'}]}]} \
            | [{'role':'assistant','content':[{'type':'text','text':'So.'}],'tool_calls':[{'id':'c1','type':'function','function':{'name':'f','arguments':'{}'}},{'id':'c2','type':'function','function':{'name':'g','arguments':''}}]},{'role':'tool','tool_call_id':'c1','content':'1'},{'role':'tool','tool_call_id':'c2','content':[{'type':'text','text':'2'}]}]
          {'input':[{'type':'custom_tool_call','call_id':'c1','name':'f','input':'x'},{'type':'custom_tool_call_output','call_id':'c1','output':'1'}]} \
            | [{'role':'assistant','content':null,'tool_calls':[{'id':'c1','type':'custom','custom':{'name':'f','input':'x'}}]},{'role':'tool','tool_call_id':'c1','content':'1'}]
          """)
  void inputIsMessages(String request, String messages) {
    assertThat(ResponseRequests.inChat(request(request)).get("messages").toString())
        .isEqualTo(messages.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          {'model':'m','stream':true,'temperature':1,'top_p':0.5,'parallel_tool_calls':false} | same
          {'staircase':{'mode':'serial'}}                    | same
          {'max_output_tokens':7}                            | {'max_completion_tokens':7}
          {'reasoning':{'effort':'low','summary':'auto'}}    | {'reasoning_effort':'low'}
          {'text':{'format':{'type':'text'},'verbosity':'low'}} | {'verbosity':'low','response_format':{'type':'text'}}
          {'text':{'format':{'type':'json_schema','name':'n','schema':{},'strict':true}}} \
            | {'response_format':{'type':'json_schema','json_schema':{'name':'n','schema':{},'strict':true}}}
          {'include':['message.output_text.logprobs'],'top_logprobs':2} | {'logprobs':true,'top_logprobs':2}
          {'include':['reasoning.encrypted_content'],'top_logprobs':0} | {}
          {'tools':[{'type':'function','name':'f','description':'d','parameters':{},'strict':null}],'tool_choice':'required'} \
            | {'tools':[{'type':'function','function':{'name':'f','description':'d','parameters':{}}}],'tool_choice':'required'}
          {'tools':[{'type':'custom','name':'f','format':{'type':'grammar','syntax':'lark','definition':'x'}}],'tool_choice':{'type':'custom','name':'f'}} \
            | {'tools':[{'type':'custom','custom':{'name':'f','format':{'type':'grammar','grammar':{'syntax':'lark','definition':'x'}}}}],'tool_choice':{'type':'custom','custom':{'name':'f'}}}
          {'tool_choice':{'type':'allowed_tools','mode':'auto','tools':[{'type':'function','name':'f'}]}} \
            | {'tool_choice':{'type':'allowed_tools','allowed_tools':{'mode':'auto','tools':[{'type':'function','function':{'name':'f'}}]}}}
          {'user':'u','metadata':{},'store':true,'background':false,'previous_response_id':null,'truncation':'auto','context_management':[]} | {}
          """)
  void fieldsAreThoseOfChats(String request, String fields) {
    ObjectNode chat = ResponseRequests.inChat(request(request)).without("messages");
    String expected = fields.equals("same") ? request : fields;
    assertThat(JSON.readTree(chat.toString()))
        .isEqualTo(JSON.readTree(expected.replace('\'', '"')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          {'previous_response_id':'resp_1'}                  | previous_response_id
          {'conversation':{'id':'conv_1'}}                   | conversation
          {'background':true}                                | background
          {'prompt':{'id':'pmpt_1'}}                         | prompt
          {'context_management':[{'type':'compaction'}]}     | context_management
          {'truncation':'some'}                              | truncation
          {'input':7}                                        | input
          {'input':[]}                                       | input
          {'input':[{'role':'assistant','content':'x'}]}     | input
          {'input':[{'type':'reasoning','summary':[]}]}      | input
          {'input':['x']}                                    | input[0]
          {'input':[{'type':'item_reference','id':'x'}]}     | input[0]
          {'input':[{'type':'web_search_call','id':'x'}]}    | input[0]
          {'input':[{'role':'robot','content':'x'}]}         | input[0].role
          {'input':[{'role':'user','content':7}]}            | input[0].content
          {'input':[{'role':'user','content':[{'type':'input_file','file_id':'x'}]}]} | input[0].content
          {'input':[{'role':'user','content':[{'type':'input_image','file_id':'x'}]}]} | input[0].content
          {'input':[{'role':'user','content':[{'type':'input_text','text':7}]}]} | input[0].content
          {'input':[{'type':'function_call','name':'f','arguments':''}]} | input[0].call_id
          {'input':[{'type':'function_call_output','output':''}]} | input[0].call_id
          {'input':[{'type':'function_call_output','call_id':'c'}]} | input[0].output
          {'instructions':7}                                 | instructions
          {'max_output_tokens':0}                            | max_output_tokens
          {'top_logprobs':21}                                | top_logprobs
          {'tools':7}                                        | tools
          {'tools':[{'type':'web_search'}]}                  | tools[0]
          {'tools':[{'type':'function'}]}                    | tools[0].name
          {'tool_choice':{'type':'file_search'}}             | tool_choice
          {'text':{'format':{'type':'xml'}}}                 | text.format
          """)
  void whatCannotBeHonouredIsRefused(String request, String param) {
    assertThatThrownBy(() -> ResponseRequests.inChat(request(request)))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.error().param()).isEqualTo(param));
  }
}
