package dev.staircase.lab.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Puts a report together: one HTML file that needs nothing else and no network.
///
/// What models and people wrote stands in the page as JSON with every `<` escaped, so that no text
/// ends the element that holds it, and its script puts it on the page as text, never as markup.
public final class Page {
  private static final String WEB_JAR = "/META-INF/maven/org.webjars.npm/chart.js/pom.properties";
  private static final Pattern PLACE = Pattern.compile("(?=\\{\\{)|(?<=\\}\\})");

  private Page() {}

  /// The page that shows `data`.
  ///
  /// @param owner beside which `report.html` and `report.js` lie
  public static String of(Class<?> owner, JsonNode data) throws IOException {
    String library =
        resource(
            Page.class,
            "/META-INF/resources/webjars/chart.js/" + chartVersion() + "/dist/chart.umd.min.js");
    String unmapped = library.replaceFirst("(?m)^//# sourceMappingURL=.*$", "");
    StringBuilder page = new StringBuilder();
    for (String part : PLACE.split(resource(owner, "report.html"), -1)) {
      page.append(
          switch (part) {
            case "{{library}}" -> unmapped;
            case "{{style}}" -> resource(Page.class, "page.css");
            case "{{script}}" -> resource(Page.class, "page.js") + resource(owner, "report.js");
            case "{{data}}" -> data.toString().replace("<", "\\u003c");
            default -> part;
          });
    }
    return page.toString();
  }

  /// The version of the library that draws.
  public static String chartVersion() throws IOException {
    Properties pom = new Properties();
    try (InputStream in =
        Objects.requireNonNull(Page.class.getResourceAsStream(WEB_JAR), WEB_JAR)) {
      pom.load(in);
    }
    return pom.getProperty("version");
  }

  private static String resource(Class<?> owner, String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(owner.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
