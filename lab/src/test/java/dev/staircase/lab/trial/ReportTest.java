package dev.staircase.lab.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.lab.measure.Slo;
import dev.staircase.lab.page.About;
import dev.staircase.lab.page.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

final class ReportTest {
  private static final String HOSTILE =
      "</script><script>alert(1)</script><!-- {{script}} <img src=x onerror=alert(1)> \u2028 '\"\\";

  @TempDir private Path folder;

  private String page() throws IOException {
    var reply = Replies.whole(Replies.SERIAL, 0, 100);
    var hostile =
        new Reply(
            reply.variant(),
            0,
            HOSTILE,
            0,
            reply.times(),
            reply.cost(),
            reply.idealTtftMs(),
            null,
            reply.spans(),
            HOSTILE,
            null);
    Report.write(
        folder,
        Replies.setup(1),
        Slo.NONE,
        List.of(Prompt.of("p", HOSTILE)),
        List.of(hostile),
        new About(HOSTILE, "today", Map.of("Staircase", HOSTILE), List.of(HOSTILE)));
    return Files.readString(folder.resolve("report.html"));
  }

  @Test
  void noTextOfPeopleOrModelsBecomesMarkup() throws IOException {
    String page = page();
    assertThat(page.split("<script", -1)).hasSize(4);
    assertThat(page.split("</script", -1)).hasSize(4);
    assertThat(page).doesNotContain("<img", "<!--", "innerHTML =");
    var data =
        Pattern.compile(
                "<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL)
            .matcher(page);
    assertThat(data.find()).isTrue();
    var json = JsonMapper.shared().readTree(data.group(1));
    assertThat(json.at("/drawings/0/timeline/prompt").asString()).isEqualTo(HOSTILE);
    assertThat(json.at("/drawings/0/timeline/answer").asString()).isEqualTo(HOSTILE);
    assertThat(json.at("/about/command").asString()).isEqualTo(HOSTILE);
  }

  @Test
  void thePageNeedsNothingElse() throws IOException {
    assertThat(page())
        .contains("Chart.js v" + Page.chartVersion(), "default-src 'none'")
        .doesNotContain("<link", "src=\"", "sourceMappingURL", "@import")
        .doesNotContain("{{library}}", "{{style}}", "{{data}}");
  }

  @Test
  void theDistributionIsOfNoMorePointsThanThereAreValues() {
    assertThat(Report.curve(new double[] {1, 2, 4, 8}))
        .extracting(point -> point.get("x").asDouble() + " " + point.get("y").asDouble())
        .containsExactly("1.0 25.0", "2.0 50.0", "4.0 75.0", "8.0 100.0");
    assertThat(Report.curve(new double[] {})).isEmpty();
    var curve = Report.curve(new double[1_000]);
    assertThat(curve).hasSize(200);
    assertThat(curve.get(199).get("y").asDouble()).isEqualTo(100);
  }
}
