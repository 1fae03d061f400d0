package dev.staircase.runtime.config;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Finds virtual models that call themselves, at once or by way of others: through an upstream that
/// is this very server.
final class SelfCalls {
  private static final String THIS_MACHINE = "localhost";

  private final Map<String, Upstream> upstreams;
  private final Map<String, VirtualModel> models;
  private final ServerSettings server;

  SelfCalls(
      Map<String, Upstream> upstreams, Map<String, VirtualModel> models, ServerSettings server) {
    this.upstreams = upstreams;
    this.models = models;
    this.server = server;
  }

  /// Tells of every circle once.
  ///
  /// @param written the virtual models, by name
  void tell(Map<String, Cursor> written) {
    Set<String> told = new TreeSet<>();
    models
        .keySet()
        .forEach(name -> {
          List<String> circle = told.contains(name) ? List.of() : wayBackTo(name);
          if (!circle.isEmpty()) {
            told.addAll(circle);
            Objects.requireNonNull(written.get(name))
                .problem(
                    "expected virtual models that do not call themselves through the server's own"
                        + " address, found %s; let one of them call another model"
                            .formatted(String.join(" -> ", circle)));
          }
        });
  }

  /// The shortest way on which a virtual model calls itself, with its name at both ends; empty
  /// where there is none.
  private List<String> wayBackTo(String name) {
    Map<String, String> callers = new LinkedHashMap<>();
    Deque<String> next = new ArrayDeque<>(List.of(name));
    while (!next.isEmpty() && !callers.containsKey(name)) {
      String caller = next.remove();
      for (String called : calledBy(caller)) {
        if (callers.putIfAbsent(called, caller) == null) {
          next.add(called);
        }
      }
    }
    Deque<String> way = new ArrayDeque<>();
    if (callers.containsKey(name)) {
      way.add(name);
      String here = callers.get(name);
      while (here != null && !here.equals(name)) {
        way.addFirst(here);
        here = callers.get(here);
      }
      way.addFirst(name);
    }
    return List.copyOf(way);
  }

  /// The virtual models of this server that one of them may call.
  private Set<String> calledBy(String name) {
    Set<String> called = new TreeSet<>();
    for (Member member : Objects.requireNonNull(models.get(name)).team().members()) {
      AgentSettings agent = member.settings();
      Stream.concat(agent.seats().stream(), Stream.ofNullable(agent.hedge()))
          .filter(seat -> models.containsKey(seat.name()) && isOwn(seat.upstream()))
          .forEach(seat -> called.add(seat.name()));
    }
    return called;
  }

  private boolean isOwn(String name) {
    Upstream upstream = upstreams.get(name);
    if (upstream == null) {
      return false;
    }
    URI url = upstream.settings().baseUrl();
    int usual = "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    int port = url.getPort() < 0 ? usual : url.getPort();
    return port == server.port() && host(url.getHost()).equals(host(server.host()));
  }

  /// A host's name, the same for all that stand for this machine.
  private static String host(String written) {
    String host = written.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$|\\.$", "");
    return host.matches("localhost|127(\\.\\d+){3}|0\\.0\\.0\\.0|::1?|(0+:){7}0*1?")
        ? THIS_MACHINE
        : host;
  }
}
