package dev.staircase.server.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/// Texts that are put in and must not come out anywhere: keys, prompts, answers. Whatever comes out
/// is shown to [#look], which also knows them in base 64, in hex and percent-encoded.
public final class Canary {
  private static final int BASE64_GROUP = 3;
  private final List<String> forms = new ArrayList<>();

  /// @param words of a dozen characters or more, so that nothing is found by chance
  public Canary(String... words) {
    for (String word : words) {
      byte[] bytes = word.getBytes(UTF_8);
      forms.add(word);
      forms.add(HexFormat.of().formatHex(bytes));
      forms.add(URLEncoder.encode(word, UTF_8));
      for (int shift = 0; shift < BASE64_GROUP; shift++) {
        forms.add(inBase64(bytes, shift));
      }
    }
  }

  /// The middle of its base 64, where `shift` bytes stand before it in its group: what is the same
  /// whatever stands around it.
  private static String inBase64(byte[] word, int shift) {
    byte[] shifted = new byte[shift + word.length];
    System.arraycopy(word, 0, shifted, shift, word.length);
    String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
    return encoded.substring(shift == 0 ? 0 : 4, encoded.length() / 4 * 4 - 4);
  }

  /// Whether it is in a text.
  public boolean in(String text) {
    return forms.stream().anyMatch(text::contains);
  }

  /// Fails where it is in what came out.
  public void look(String where, String text) {
    assertThat(forms.stream().filter(text::contains).toList()).as("found in %s", where).isEmpty();
  }

  public void look(String where, Collection<String> texts) {
    assertThat(texts).as("something came out as %s", where).isNotEmpty();
    texts.forEach(text -> look(where, text));
  }

  /// Fails where it is in the name of a file.
  public void lookAtNames(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      look("file names", files.map(Path::toString).toList());
    }
  }
}
