package dev.staircase.server;

import java.util.List;

/// Right requests that between them have every field in them, for fuzzers to spoil.
final class Requests {
  static final List<String> BODIES =
      List.of(
          """
          {"model":"trio","messages":[{"role":"user","content":"Why?"}],"stream":true,"stream_options":{"include_usage":true},"staircase":{"mode":"staircase","layout":"appended","pace":{"first-chunk":8,"chunk":16,"lead":1}}}\
          """,
          """
          {"model":"solo","messages":[{"role":"system","content":"Be short."},{"role":"user","content":[{"type":"text","text":"Why"},{"type":"text","text":"?"}]},{"role":"assistant","content":"So."},{"role":"user","content":"Go on"}],"temperature":0.7,"top_p":0.9,"seed":7,"stop":["END","w9"],"max_tokens":20,"n":1,"user":"u","metadata":{"a":"b"},"store":false}\
          """,
          """
          {"model":"trio","messages":[{"role":"user","content":"Weather?"},{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"get_weather","arguments":"{\\"city\\":\\"Oslo\\"}"}}]},{"role":"tool","tool_call_id":"c1","content":"3"}],"tools":[{"type":"function","function":{"name":"get_weather","parameters":{"type":"object","properties":{"city":{"type":"string"}}}}}],"tool_choice":"auto","parallel_tool_calls":true}\
          """,
          """
          {"model":"debate","messages":[{"role":"developer","content":"x"},{"role":"user","content":"y"}],"response_format":{"type":"json_schema","json_schema":{"name":"s","schema":{"type":"object"}}},"logprobs":true,"top_logprobs":2,"max_completion_tokens":9,"frequency_penalty":0.1,"presence_penalty":-0.1,"logit_bias":{"50256":-100},"staircase":{"mode":"serial","pace":"eager"}}\
          """,
          """
          {"model":"solo","messages":[{"role":"user","content":[{"type":"text","text":"What is this"},{"type":"image_url","image_url":{"url":"http://169.254.169.254/latest/meta-data"}}]}],"reasoning_effort":"low","verbosity":"low","modalities":["text"],"base_url":"http://127.0.0.1:1/","api_base":"http://127.0.0.1:1/","top_k":4,"min_p":0.1,"repetition_penalty":1.1,"chat_template_kwargs":{"a":1},"grammar":"root ::= x","service_tier":"auto"}\
          """);

  private Requests() {}
}
