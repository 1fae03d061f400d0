package dev.staircase.server.api.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.staircase.server.api.ApiException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class MessageRequestsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// A request with a limit and a message where a row has none.
  private static JsonNode request(String fields) {
    ObjectNode request = JSON.createObjectNode().put("max_tokens", 9);
    request.putArray("messages").addObject().put("role", "user").put("content", "Why?");
    return request.setAll((ObjectNode) JSON.readTree(fields.replace('\'', '"')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          {'system':'Brief.'} | [{'role':'system','content':'Brief.'},{'role':'user','content':'Why?'}]
          {'system':[{'type':'text','text':'Brief.','cache_control':{'type':'ephemeral'}}]} \
            | [{'role':'system','content':[{'type':'text','text':'Brief.'}]},{'role':'user','content':'Why?'}]
          {'messages':[{'role':'user','content':[{'type':'text','text':'What?'},{'type':'image','source':{'type':'base64','media_type':'image/png','data':'AA=='}},{'type':'image','source':{'type':'url','url':'https://x/y'}}]}]} \
            | [{'role':'user','content':[{'type':'text','text':'What?'},{'type':'image_url','image_url':{'url':'data:image/png;base64,AA=='}},{'type':'image_url','image_url':{'url':'https://x/y'}}]}]
          {'messages':[{'role':'assistant','content':[{'type':'thinking','thinking':'hm','signature':'x'},{'type':'text','text':'So.'},{'type':'tool_use','id':'t1','name':'f','input':{'a':1}}]},{'role':'user','content':[{'type':'tool_result','tool_use_id':'t1','content':'1'},{'type':'text','text':'And?'}]}]} \
            | [{'role':'assistant','content':[{'type':'text','text':'So.'}],'tool_calls':[{'id':'t1','type':'function','function':{'name':'f','arguments':'{\\'a\\':1}'}}]},{'role':'tool','tool_call_id':'t1','content':'1'},{'role':'user','content':[{'type':'text','text':'And?'}]}]
          {'messages':[{'role':'assistant','content':[{'type':'tool_use','id':'t1','name':'f','input':{}}]},{'role':'user','content':[{'type':'tool_result','tool_use_id':'t1','is_error':true,'content':[{'type':'text','text':'no'}]}]}]} \
            | [{'role':'assistant','content':null,'tool_calls':[{'id':'t1','type':'function','function':{'name':'f','arguments':'{}'}}]},{'role':'tool','tool_call_id':'t1','content':'Error: no'}]
          """)
  void messagesAreThoseOfChats(String request, String messages) {
    assertThat(MessageRequests.inChat(request(request)).get("messages"))
        .isEqualTo(JSON.readTree(messages.replace("\\'", "\\\"").replace('\'', '"')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          {'model':'m','stream':true,'staircase':{}}         | same
          {'temperature':0.5,'top_p':0.9,'top_k':3}          | same
          {'stop_sequences':['a','b']}                       | {'stop':['a','b']}
          {'metadata':{'user_id':'u'},'thinking':{'type':'enabled','budget_tokens':1024},'mcp_servers':[]} | {}
          {'tools':[{'name':'f','description':'d','input_schema':{'type':'object'},'cache_control':{}}],'tool_choice':{'type':'any','disable_parallel_tool_use':true}} \
            | {'tools':[{'type':'function','function':{'name':'f','description':'d','parameters':{'type':'object'}}}],'tool_choice':'required','parallel_tool_calls':false}
          {'tool_choice':{'type':'auto'}}                    | {'tool_choice':'auto'}
          {'tool_choice':{'type':'none'}}                    | {'tool_choice':'none'}
          {'tool_choice':{'type':'tool','name':'f'}}         | {'tool_choice':{'type':'function','function':{'name':'f'}}}
          {'output_config':{'format':{'type':'json_schema','schema':{}}}} \
            | {'response_format':{'type':'json_schema','json_schema':{'name':'answer','strict':true,'schema':{}}}}
          """)
  void fieldsAreThoseOfChats(String request, String fields) {
    ObjectNode chat = MessageRequests.inChat(request(request)).without("messages");
    String expected = fields.equals("same") ? request : fields;
    assertThat(chat.get("max_tokens").asInt()).isEqualTo(9);
    assertThat(JSON.readTree(chat.without("max_tokens").toString()))
        .isEqualTo(JSON.readTree(expected.replace('\'', '"')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          {'max_tokens':null}                                | max_tokens
          {'max_tokens':0}                                   | max_tokens
          {'temperature':1.5}                                | temperature
          {'stop_sequences':['a','b','c','d','e']}           | stop_sequences
          {'stop_sequences':['']}                            | stop_sequences
          {'container':'x'}                                  | container
          {'mcp_servers':[{}]}                               | mcp_servers
          {'system':7}                                       | system
          {'messages':[]}                                    | messages
          {'messages':[{'role':'user','content':'x'},{'role':'assistant','content':'The'}]} | messages
          {'messages':[{'role':'robot','content':'x'}]}      | messages[0].role
          {'messages':[{'role':'user','content':7}]}         | messages[0].content
          {'messages':[{'role':'user','content':[{'type':'document'}]}]} | messages[0].content
          {'messages':[{'role':'user','content':[{'type':'image','source':{'type':'file','file_id':'x'}}]}]} | messages[0].content.source
          {'messages':[{'role':'user','content':[{'type':'tool_result'}]}]} | messages[0].content.tool_use_id
          {'messages':[{'role':'user','content':[{'type':'tool_result','tool_use_id':'t','content':[{'type':'image'}]}]}]} | messages[0].content.content
          {'messages':[{'role':'assistant','content':[{'type':'tool_use'}]}]} | messages[0].content
          {'tools':[{'type':'web_search_20250305','name':'w'}]} | tools[0]
          {'tools':[{'name':'w'}]}                           | tools[0]
          {'tool_choice':'auto'}                             | tool_choice
          {'output_config':{'format':{'type':'xml'}}}        | output_config.format
          """)
  void whatCannotBeHonouredIsRefused(String request, String param) {
    assertThatThrownBy(() -> MessageRequests.inChat(request(request)))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.error().param()).isEqualTo(param));
  }
}
