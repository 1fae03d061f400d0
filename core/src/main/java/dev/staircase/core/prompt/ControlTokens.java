package dev.staircase.core.prompt;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The control tokens of known chat templates, as they may stand in any text.
///
/// Wide look-alikes of brackets and bars count as these and invisible characters inside a token
/// don't count, since tokenisers may normalise both away.
final class ControlTokens {
  private static final String INVISIBLE = "\\p{Cf}*+";

  /// `<|...|>`: ChatML, Llama 3, Phi, Command R, Harmony, GLM; with wide bars DeepSeek.
  private static final String IN_BARS =
      loosely("<|") + INVISIBLE + "[^\\s<>|\uff1c\uff1e\uff5c]++" + loosely("|>");

  /// Llama 2, Gemma, Mistral, Qwen, GLM.
  private static final List<String> OTHERS =
      List.of(
          ("<s> </s> <bos> <eos> <pad> <unk> <sop> <eop> <<SYS>> <</SYS>> [INST] [/INST]"
                  + " <start_of_turn> <end_of_turn> <start_of_image> <end_of_image>"
                  + " [SYSTEM_PROMPT] [/SYSTEM_PROMPT] [AVAILABLE_TOOLS] [/AVAILABLE_TOOLS]"
                  + " [TOOL_CALLS] [TOOL_RESULTS] [/TOOL_RESULTS] [TOOL_CONTENT] [CALL_ID] [ARGS]"
                  + " [THINK] [/THINK] [gMASK] [sMASK] [MASK] <think> </think> <tools> </tools>"
                  + " <tool_call> </tool_call> <tool_response> </tool_response> <arg_key>"
                  + " </arg_key> <arg_value> </arg_value>")
              .split(" "));

  /// Before there were control tokens: a speaker after an empty line.
  private static final String SPEAKER = "(?<=\\n\\n|\\A\\n)(?:Human|Assistant)(?=:)";

  /// The first character of each, so that ordinary text is passed over quickly; as [#begins] has
  /// them.
  private static final String BEGINS = "(?=[<\uff1c\\[\uff3bHA])";

  /// Any of them. No loop can give back what it took, and what a loop takes holds no other token's
  /// beginning: the time grows with the length of the text alone.
  static final Pattern ANY =
      Pattern.compile(
          OTHERS.stream()
              .map(ControlTokens::loosely)
              .collect(
                  Collectors.joining("|", BEGINS + "(?:" + IN_BARS + "|", "|" + SPEAKER + ")")));

  private ControlTokens() {}

  /// Whether a text may hold any: false for most texts, and told far sooner than by the pattern.
  static boolean mayBeIn(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (begins(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean begins(char c) {
    return switch (c) {
      case '<', '\uff1c', '[', '\uff3b', 'H', 'A' -> true;
      default -> false;
    };
  }

  private static String loosely(String token) {
    return token
        .codePoints()
        .mapToObj(c ->
            switch (c) {
              case '<' -> "[<\uff1c]";
              case '>' -> "[>\uff1e]";
              case '|' -> "[|\uff5c]";
              case '[' -> "[\\[\uff3b]";
              case ']' -> "[\\]\uff3d]";
              case '/' -> "[/\uff0f]";
              default -> Character.toString(c);
            })
        .collect(Collectors.joining(INVISIBLE));
  }
}
