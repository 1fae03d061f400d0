package dev.staircase.clients;

import dev.staircase.core.testing.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The page in a real browser. The tests are in `browser` and are run by Node's own runner with
/// Playwright; servers and models are started here. Pictures of the page are left in `target`.
class BrowserTest {
  private static final Path FOLDER = Checkout.module().resolve("browser");

  @Test
  void everyTestInTheFolderPasses() throws Exception {
    Npm.isThere();
    Optional<Path> chromium =
        Npm.onThePath("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    if (chromium.isEmpty()) {
      Npm.missing("expected chromium on the PATH, found none: install Chromium or Chrome");
    }
    Path shots = Files.createDirectories(Checkout.module().resolve("target").resolve("page"));
    try (PageSite site = new PageSite()) {
      Map<String, String> environment = new HashMap<>();
      environment.put("STAIRCASE", site.open());
      environment.put("LOCKED", site.locked());
      environment.put("WINDOW", Npm.window(site.vertx(), site::awaitOpen));
      environment.put("CHROMIUM", chromium.orElseThrow().toString());
      environment.put("SHOTS", shots.toString());
      Npm.test(FOLDER, environment);
    }
  }
}
