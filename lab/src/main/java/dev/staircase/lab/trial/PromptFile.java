package dev.staircase.lab.trial;

import dev.staircase.lab.page.Json;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/// A file of prompts, in whichever of the usual forms; its content tells which.
///
/// - an array of JSON objects: AlpacaEval, `{"instruction": ..}`
/// - a JSON object a line: `{"prompt": ..}`, a request of an OpenAI batch, or an Arena-Hard
///   question
/// - anything else: a prompt a line
///
/// [PromptFields] tells what an object may hold. Empty lines are passed over.
public final class PromptFile {
  private static final Pattern ARRAY = Pattern.compile("\\s*\\[\\s*[{\\]].*", Pattern.DOTALL);
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final String name;
  private final List<Prompt> prompts = new ArrayList<>();

  private PromptFile(String name) {
    this.name = name;
  }

  /// Reads a file.
  ///
  /// @throws TrialException where it holds no prompts, or something else; tells the line
  /// @throws IOException where it can't be read
  public static List<Prompt> read(Path file) throws IOException {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new TrialException(
          file + ": expected text in UTF-8, found other bytes; save the file as UTF-8");
    }
  }

  /// Reads a text.
  ///
  /// @param name what messages call it
  static List<Prompt> parse(String name, String text) {
    var file = new PromptFile(name);
    String content = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    if (ARRAY.matcher(content).matches()) {
      file.array(content);
    } else {
      file.lines(content, content.stripLeading().startsWith("{"));
    }
    if (file.prompts.isEmpty()) {
      throw new TrialException(name + ": expected at least one prompt, found none");
    }
    return file.prompts;
  }

  private void lines(String content, boolean json) {
    int number = 0;
    for (String line : content.lines().toList()) {
      number++;
      if (!line.isBlank()) {
        prompts.add(
            json ? object(tree(line, number), number) : Prompt.of("line-" + number, line.strip()));
      }
    }
  }

  private JsonNode tree(String line, int number) {
    try {
      return Json.MAPPER.readTree(line);
    } catch (JacksonException e) {
      throw noJson(number, e);
    }
  }

  private void array(String content) {
    int number = 1;
    try (JsonParser parser = Json.MAPPER.createParser(content)) {
      parser.nextToken();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        number = parser.currentTokenLocation().getLineNr();
        JsonNode element = parser.readValueAsTree();
        prompts.add(object(element, number));
      }
    } catch (JacksonException e) {
      throw noJson(Math.max(number, e.getLocation() == null ? 0 : e.getLocation().getLineNr()), e);
    }
  }

  private Prompt object(JsonNode object, int number) {
    try {
      return PromptFields.read(object, "line-" + number);
    } catch (TrialException e) {
      throw new TrialException("%s:%d: %s".formatted(name, number, e.getMessage()));
    }
  }

  private TrialException noJson(int line, JacksonException e) {
    return new TrialException(
        "%s:%d: expected a JSON object, since the file begins with one, found other text (%s)"
            .formatted(name, line, e.getOriginalMessage()));
  }
}
