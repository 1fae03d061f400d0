package dev.staircase.runtime.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "http://localhost/v1, localhost, 80, false, /v1/x",
    "https://api.example.com/v1/, api.example.com, 443, true, /v1/x",
    "HTTPS://h:8443, h, 8443, true, /x",
    "http://[::1]:9/a%20b?api-version=2, ::1, 9, false, /a%20b/x?api-version=2"
  })
  void aBaseUrlIsTakenApart(String url, String host, int port, boolean tls, String target) {
    var settings = UpstreamSettings.at(url);
    assertThat(settings.host()).isEqualTo(host);
    assertThat(settings.port()).isEqualTo(port);
    assertThat(settings.tls()).isEqualTo(tls);
    assertThat(settings.target("/x")).isEqualTo(target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:8801/v1",
        "ftp://h/v1",
        "/v1",
        "http:///v1",
        "http://me:sk-very-secret@h/v1",
        "http://h/v1#x"
      })
  void otherUrlsAreRefusedWithoutTheirSecrets(String url) {
    assertThatThrownBy(() -> UpstreamSettings.at(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("base-url must")
        .hasMessageNotContaining("sk-very-secret");
  }

  @Test
  void secretsAreNeverShown() {
    var key = new Secret("sk-very-secret");
    var settings =
        UpstreamSettings.at("http://h/v1?key=sk-very-secret")
            .withApiKey(key)
            .withHeaders(Map.of("X-Key", key));
    assertThat(settings.toString())
        .contains("***", "http://h:80/v1", "X-Key")
        .doesNotContain("very");
    assertThat(key.scrub("not sk-very-secret, sk-very-secret")).isEqualTo("not ***, ***");
    assertThat(new Secret("none").scrub("none of it")).isEqualTo("none of it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sk-very-secret\n", "sk-very-secret\r\nX: y", "sk-very-sécret"})
  void aKeyThatIsNoHeaderIsRefusedWithoutSayingIt(String key) {
    assertThatThrownBy(() -> UpstreamSettings.at("http://h").withApiKey(new Secret(key)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Authorization")
        .hasMessageNotContaining("very");
  }

  @Test
  void numbersHaveBounds() {
    assertThatThrownBy(() -> new TimeLimits(5_000, 0, 1, 1))
        .hasMessageContaining("first-token must be 1 to");
    assertThatThrownBy(() -> UpstreamSettings.at("http://h").withMaxConnections(0))
        .hasMessageContaining("found 0");
    assertThatThrownBy(() ->
            UpstreamSettings.at("http://h")
                .withDialect(new Dialect(Dialect.UsageReport.AT_END, false, true, null)))
        .hasMessageContaining("needs a chat template");
  }
}
