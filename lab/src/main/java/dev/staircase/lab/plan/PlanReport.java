package dev.staircase.lab.plan;

import dev.staircase.lab.page.About;
import dev.staircase.lab.page.Json;
import dev.staircase.lab.page.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.node.ObjectNode;

/// Writes a plan down: `plan.json`, and `report.html`, one file that needs nothing else and no
/// network ([Page]).
public final class PlanReport {
  private PlanReport() {}

  /// Writes both files into `folder`, which is made where it isn't there.
  public static void write(Path folder, Outlook outlook, About about) throws IOException {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.set("about", Json.MAPPER.valueToTree(about));
    json.setAll(PlanJson.of(outlook));
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("plan.json"),
        Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
    Files.writeString(folder.resolve("report.html"), Page.of(PlanReport.class, json));
  }
}
