package dev.staircase.runtime.config;

import dev.staircase.core.chat.Price;
import dev.staircase.runtime.client.UpstreamSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The configuration: where models are, and which virtual models are made of them. All maps are in
/// file order.
///
/// @param upstreams by name, for the client
/// @param traits what models can do: by `upstream/name`, and by the upstream's name for all others
///   of it
/// @param prices by `upstream/name`
/// @param models the virtual models by name
/// @param server the server's own settings
public record Config(
    Map<String, UpstreamSettings> upstreams,
    Map<String, Traits> traits,
    Map<String, Price> prices,
    Map<String, VirtualModel> models,
    ServerSettings server) {
  private static final String BUILT_IN = "builtin.yaml";

  public Config {
    upstreams = inOrder(upstreams);
    traits = inOrder(traits);
    prices = inOrder(prices);
    models = inOrder(models);
  }

  /// Reads a file.
  ///
  /// @param env the environment's variables
  /// @throws ConfigException if it can't be used; tells all that is wrong
  public static Config load(Path file, Map<String, String> env) {
    try {
      if (Files.size(file) > 4L * YamlReader.MAX_CHARS) {
        throw refused(
            file,
            "expected at most %d characters, found %d bytes"
                .formatted(YamlReader.MAX_CHARS, Files.size(file)));
      }
      return parse(Files.readString(file), file.toString(), env);
    } catch (NoSuchFileException e) {
      throw refused(file, "expected a configuration file, found none; check the path");
    } catch (CharacterCodingException e) {
      throw refused(file, "expected text in UTF-8, found other bytes; save the file as UTF-8");
    } catch (IOException e) {
      throw refused(file, "expected a file that can be read, found " + e);
    }
  }

  /// Reads a text.
  ///
  /// @param name what messages call it, such as the file's name
  /// @param env the environment's variables
  /// @throws ConfigException if it can't be used; tells all that is wrong
  public static Config parse(String yaml, String name, Map<String, String> env) {
    var problems = new Problems(name);
    Node root = new YamlReader(env, problems).read(yaml);
    if (root == null) {
      throw new ConfigException(problems.inFileOrder());
    }
    return read(Cursor.root(root, problems));
  }

  /// What holds without a file: the embedded models.
  ///
  /// @param baseUrl where they listen, up to and with the version
  public static Config builtIn(String baseUrl) {
    try (InputStream in =
        Objects.requireNonNull(Config.class.getResourceAsStream(BUILT_IN), BUILT_IN)) {
      String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return parse(yaml, BUILT_IN, Map.of("BASE_URL", baseUrl));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The whole configuration as it is in effect, in YAML that can be read again, with defaults
  /// filled in and secrets masked.
  public String show() {
    return ShownConfig.yaml(this);
  }

  /// What may be asked by a name: a virtual model, or a plain one that is passed through; null for
  /// neither.
  public @Nullable VirtualModel model(String name) {
    VirtualModel virtual = models.get(name);
    return virtual == null && server.passes(name) ? VirtualModel.plain(plain(name)) : virtual;
  }

  private SeatSettings plain(String model) {
    Traits traits = traitsOf(model);
    return new SeatSettings(
        model, traits.continuation(), price(model), traits.warm(), traits.sees());
  }

  /// What a plain model costs.
  ///
  /// @param model `upstream/name`
  public Price price(String model) {
    return prices.getOrDefault(model, Price.FREE);
  }

  /// What a model can do.
  ///
  /// @param model `upstream/name`, or an upstream's name for those of its models that aren't named
  Traits traitsOf(String model) {
    Traits own = traits.get(model);
    int slash = model.indexOf('/');
    if (own != null || slash < 0) {
      return own == null ? Traits.USUAL : own;
    }
    return traitsOf(model.substring(0, slash));
  }

  /// The models (`upstream/name`) of virtual models whose continuation is to be found out.
  public Set<String> toProbe() {
    Set<String> unknown = new TreeSet<>();
    models.values().forEach(model -> unknown.addAll(model.toProbe()));
    return unknown;
  }

  /// Shape first; then the sense of every upstream and model whose shape is right, so that one look
  /// tells all.
  static Config read(Cursor root) {
    Problems problems = root.reading().problems();
    Structure.ofFile().check(root);
    Map<String, Cursor> written = entries(root, "upstreams");
    Map<String, Upstream> upstreams = new LinkedHashMap<>();
    written.forEach((name, cursor) -> {
      if (!problems.within(cursor.path())) {
        upstreams.put(name, Upstream.read(cursor));
      }
    });
    var reader = new ModelReader(new SeatReader(written.keySet(), upstreams));
    Map<String, VirtualModel> models = new LinkedHashMap<>();
    entries(root, "models")
        .forEach((name, cursor) -> {
          VirtualModel model = problems.within(cursor.path()) ? null : reader.read(name, cursor);
          if (model != null) {
            models.put(name, model);
          }
        });
    Cursor server = root.get("server");
    ServerSettings settings =
        server == null || problems.within(server.path())
            ? ServerSettings.DEFAULT
            : ServerSettings.read(server, written.keySet());
    new SelfCalls(upstreams, models, settings).tell(entries(root, "models"));
    problems.throwIfAny();
    return of(upstreams, models, settings);
  }

  private static Config of(
      Map<String, Upstream> upstreams, Map<String, VirtualModel> models, ServerSettings server) {
    Map<String, UpstreamSettings> settings = new LinkedHashMap<>();
    Map<String, Traits> traits = new LinkedHashMap<>();
    Map<String, Price> prices = new LinkedHashMap<>();
    upstreams.forEach((name, upstream) -> {
      settings.put(name, upstream.settings());
      traits.put(name, upstream.traits());
      upstream.exceptions().forEach((model, own) -> traits.put(name + "/" + model, own));
      upstream.prices().forEach((model, price) -> prices.put(name + "/" + model, price));
    });
    return new Config(settings, traits, prices, models, server);
  }

  private static Map<String, Cursor> entries(Cursor root, String key) {
    Cursor map = root.get(key);
    return map == null ? Map.of() : map.entries();
  }

  private static ConfigException refused(Path file, String message) {
    return new ConfigException(List.of(new Problem(file.toString(), 0, 0, "", message)));
  }

  private static <V> Map<String, V> inOrder(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
