package dev.staircase.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.staircase.core.chat.Usage;
import dev.staircase.runtime.config.AccountsSettings;
import dev.staircase.runtime.config.WhenAway;
import dev.staircase.server.gate.Health;
import dev.staircase.server.gate.Pass;
import dev.staircase.server.gate.Why;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What becomes of requests when a real PostgreSQL or Redis is not reached any more, and when it is
/// again.
final class AwayTest {
  private final Vertx vertx = Vertx.vertx();
  private final List<Bench> opened = new ArrayList<>();

  /// @param settings of `gate`, whose store is reached through `cable`
  private record World(Bench bench, Cable cable, AccountsSettings settings, Accounts gate) {}

  private World postgres(WhenAway whenAway) throws SQLException {
    AccountsSettings direct = AccountsSettings.of(Servers.freshPostgres());
    Cable cable = new Cable(vertx, direct.store().reveal());
    return world(direct, cable, AccountsSettings.of(cable.url()).with(whenAway));
  }

  private World redis(WhenAway whenAway) throws SQLException {
    AccountsSettings direct = AccountsSettings.of(Servers.freshPostgres());
    Cable cable = new Cable(vertx, Servers.redis());
    return world(direct, cable, direct.withRedis(cable.url()).with(whenAway));
  }

  private World world(AccountsSettings direct, Cable cable, AccountsSettings through) {
    Bench bench = new Bench(direct);
    opened.add(bench);
    return new World(bench, cable, through, bench.gate(through));
  }

  @AfterEach
  void close() {
    opened.forEach(Bench::close);
    Await.on(vertx.close().map(true));
  }

  @Test
  void closedRefusesWhileTheStoreIsAwayAndBooksOnceItIsBack() throws Exception {
    World world = postgres(WhenAway.CLOSED);
    Accounts gate = world.gate();
    NewKey key = world.bench().key(new Limits(List.of(), 0, 0, 1, Budget.of(1, Period.DAY)));
    Pass underWay = Await.on(Bench.enter(gate, key, 0.5));
    world.cable().cut();
    assertThat(Bench.refusal(gate, key, 0.1).why()).isEqualTo(Why.AWAY);
    world.bench().clock.advance(KeyCache.FRESH);
    assertThat(Await.refusal(gate.caller(key.text().reveal())).why()).isEqualTo(Why.AWAY);
    assertThat(Await.on(gate.health()))
        .extracting(Health::store, Health::up, Health::refuses)
        .containsExactly(tuple("accounts", false, true));
    underWay.settle(new Usage(3, 2, 1), 0.25);
    Await.on(gate.beat().map(true));
    assertThat(gate.unsettled()).isEqualTo(1);
    assertThat(world.bench().today(key).requests()).isZero();
    world.cable().mend();
    Await.on(gate.beat().map(true));
    assertThat(Await.on(gate.health())).allMatch(Health::up);
    Bench.quiet(gate, 0);
    assertThat(world.bench().today(key).nanos()).isEqualTo(250_000_000);
    assertThat(world.bench().today(key).requests()).isEqualTo(1);
    Await.on(Bench.enter(gate, key, 0.5));
  }

  @Test
  void openLetsKnownKeysInWhileTheStoreIsAwayAndBooksAllOfThem() throws Exception {
    World world = postgres(WhenAway.OPEN);
    Accounts gate = world.gate();
    NewKey known = world.bench().key(new Limits(List.of(), 0, 0, 1, Budget.of(1, Period.DAY)));
    NewKey unseen = world.bench().key(Limits.NONE);
    Pass underWay = Await.on(Bench.enter(gate, known, 0.9));
    world.cable().cut();
    world.bench().clock.advance(Duration.ofHours(1));
    Pass free = Await.on(Bench.enter(gate, known, 0.9));
    assertThat(Bench.refusal(gate, unseen, 0).why()).isEqualTo(Why.AWAY);
    String wrong = known.text().reveal().replaceFirst(".$", "g");
    assertThat(Await.refusal(gate.caller(wrong)).why()).isEqualTo(Why.NO_KEY);
    assertThat(Await.on(gate.health())).noneMatch(Health::refuses);
    underWay.settle(Usage.NONE, 0.5);
    free.settle(Usage.NONE, 0.6);
    free.settle(Usage.NONE, 0.6);
    world.cable().mend();
    Await.on(gate.beat().map(true));
    Bench.quiet(gate, 0);
    assertThat(world.bench().today(known).nanos()).isEqualTo(1_100_000_000);
    assertThat(world.bench().today(known).requests()).isEqualTo(2);
    assertThat(Bench.refusal(gate, known, 0.1).why()).isEqualTo(Why.BUDGET);
  }

  @Test
  void closedRefusesWhileTheRatesAreAway() throws Exception {
    World world = redis(WhenAway.CLOSED);
    Accounts gate = world.gate();
    NewKey key = world.bench().key(new Limits(List.of(), 2, 0, 0, null));
    Pass pass = Await.on(Bench.enter(gate, key, 0));
    world.cable().cut();
    assertThat(Bench.refusal(gate, key, 0).why()).isEqualTo(Why.AWAY);
    assertThat(Await.on(gate.health())).extracting(Health::up).containsExactly(true, false);
    Bench.end(gate, pass, 0.1);
    world.cable().mend();
    Await.on(gate.beat().map(true));
    Await.on(Bench.enter(gate, key, 0));
    assertThat(Bench.refusal(gate, key, 0).why()).isEqualTo(Why.RATE);
  }

  @Test
  void openLetsInWhileTheRatesAreAwayAndStillHoldsTheBudget() throws Exception {
    World world = redis(WhenAway.OPEN);
    Accounts gate = world.gate();
    world.cable().cut();
    NewKey key = world.bench().key(new Limits(List.of(), 1, 1, 0, Budget.of(1, Period.DAY)));
    Await.on(Bench.enter(gate, key, 0.4));
    Await.on(Bench.enter(gate, key, 0.4));
    assertThat(Bench.refusal(gate, key, 0.4).why()).isEqualTo(Why.BUDGET);
  }

  @Test
  void twoServersShareTheirRates() throws Exception {
    World world = redis(WhenAway.CLOSED);
    Accounts gate = world.gate();
    Accounts other = world.bench().gate(world.settings());
    NewKey key = world.bench().key(new Limits(List.of(), 2, 0, 0, null));
    Await.on(Bench.enter(gate, key, 0));
    Await.on(Bench.enter(other, key, 0));
    assertThat(Bench.refusal(gate, key, 0).why()).isEqualTo(Why.RATE);
    assertThat(Bench.refusal(other, key, 0).why()).isEqualTo(Why.RATE);
  }

  @Test
  void aServerStartsWhileTheRatesAreAwayButNotWithoutItsStore() throws IOException, SQLException {
    World world = redis(WhenAway.CLOSED);
    Accounts gate = world.gate();
    world.cable().cut();
    Accounts started = Await.on(Accounts.open(vertx, world.settings()));
    Await.on(started.close().map(true));
    var nowhere = AccountsSettings.of("jdbc:postgresql://127.0.0.1:1/none?user=none");
    Await.on(
        Accounts.open(vertx, nowhere)
            .transform(opened -> {
              assertThat(opened.failed()).isTrue();
              return Future.succeededFuture(true);
            }));
    assertThat(Await.on(gate.health())).hasSize(2);
  }
}
