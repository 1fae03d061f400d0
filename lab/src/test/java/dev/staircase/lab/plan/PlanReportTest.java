package dev.staircase.lab.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.lab.page.About;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

final class PlanReportTest {
  private static final String HOSTILE = "</script><img src=x> {{data}}";

  @TempDir private Path folder;

  @Test
  void thePageHoldsThePlanAndNeedsNothingElse() throws Exception {
    Outlook outlook = Small.plan(Small.goal(4, "ttft p95 < 400ms, itl p95 < 50ms"), 2);
    PlanReport.write(
        folder.resolve("new"),
        outlook,
        new About(HOSTILE, "today", Map.of("Staircase", "1"), List.of("A note.")));
    String page = Files.readString(folder.resolve("new/report.html"));
    assertThat(page)
        .contains("default-src 'none'", "function sweep(", "function add(", "border-collapse")
        .doesNotContain("<link", "src=\"", "<img", "{{library}}", "{{style}}", "{{script}}");
    var data = Pattern.compile("id=\"data\">(.*?)</script>", Pattern.DOTALL).matcher(page);
    assertThat(data.find()).isTrue();
    var shown = JsonMapper.shared().readTree(data.group(1));
    var written = JsonMapper.shared().readTree(Files.readString(folder.resolve("new/plan.json")));
    assertThat(shown).isEqualTo(written);
    assertThat(shown.at("/about/command").asString()).isEqualTo(HOSTILE);
    assertThat(shown.get("choices")).hasSize(3);
    assertThat(shown.at("/comparison/sweeps/0/staircase")).hasSameSizeAs(Sweep.PARTS);
    assertThat(shown.get("cannot_tell")).hasSameSizeAs(Caveats.ALL);
    assertThat(shown.at("/choices/0/plan/reached/0/term").asString()).isEqualTo("ttft p95 < 400ms");
  }
}
