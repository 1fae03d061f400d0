package dev.staircase.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.Usage;
import dev.staircase.runtime.config.AccountsSettings;
import dev.staircase.server.gate.Pass;
import dev.staircase.server.gate.Why;
import io.vertx.core.Future;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What holds on every store, seen through two gates on it.
abstract class StoreContract {
  private AccountsSettings settings;
  private Bench bench;
  private Accounts gate;
  private Accounts other;

  /// A store with nothing in it.
  abstract AccountsSettings settings() throws Exception;

  @BeforeEach
  void open() throws Exception {
    settings = settings();
    bench = new Bench(settings);
    gate = bench.gate(settings);
    other = bench.gate(settings);
  }

  @AfterEach
  void close() {
    if (bench != null) {
      bench.close();
    }
  }

  @Test
  void aKeyIsFoundAsItWasMade() throws IOException {
    var limits = new Limits(List.of("trio", "deb*"), 60, 1_000, 3, Budget.of(1.5, Period.MONTH));
    NewKey made = bench.ring.create("Zoë's \"app\"; drop table api_key", limits, true);
    assertThat(bench.ring.list()).containsExactly(made.key());
    var caller = Bench.caller(gate, made);
    assertThat(caller.key()).isEqualTo(made.key().id());
    assertThat(caller.name()).isEqualTo(made.key().name());
    assertThat(caller.models()).containsExactly("trio", "deb*");
    assertThat(caller.admin()).isTrue();
  }

  @Test
  void aRevokedKeyGetsNoAnswerAtOnceAndIsUnknownSoon() throws IOException {
    NewKey key = bench.key(Limits.NONE);
    var caller = Bench.caller(gate, key);
    assertThat(bench.ring.revoke(key.key().id())).isTrue();
    assertThat(bench.ring.revoke(key.key().id())).isFalse();
    assertThat(Await.refusal(gate.enter(caller, Bench.claim(0))).why()).isEqualTo(Why.NO_KEY);
    bench.clock.advance(KeyCache.FRESH);
    assertThat(Await.refusal(gate.caller(key.text().reveal())).why()).isEqualTo(Why.NO_KEY);
  }

  @Test
  void wrongKeysAreNobodys() throws IOException {
    String right = bench.key(Limits.NONE).text().reveal();
    String wrongSecret = right.substring(0, right.length() - 1) + (right.endsWith("0") ? "1" : "0");
    String wrongId = "sk-staircase-0123456789abcdef-" + right.substring(30);
    var wrongs = new ArrayList<>(List.of(wrongSecret, wrongId, "", " ", right + " "));
    for (String injected :
        List.of("' or '1'='1", "'; drop table api_key; --", "\" or 1=1 --", "%")) {
      wrongs.add(injected);
      wrongs.add("sk-staircase-" + injected + right.substring(29));
      wrongs.add(right.substring(0, 30) + injected);
    }
    for (String wrong : wrongs) {
      assertThat(Await.refusal(gate.caller(wrong)).why()).as(wrong).isEqualTo(Why.NO_KEY);
    }
    assertThat(Await.refusal(gate.caller(null)).why()).isEqualTo(Why.NO_KEY);
    assertThat(bench.ring.revoke("' or '1'='1")).isFalse();
    assertThat(Await.on(gate.caller(right)).admin()).isFalse();
  }

  @Test
  void theStoreHoldsNoSecret() throws IOException {
    NewKey key = bench.key(Limits.NONE);
    String secret = key.text().reveal().substring(30);
    assertThat(key.toString() + KeyText.parse(key.text().reveal())).doesNotContain(secret);
    StoredKey stored = stored(key);
    assertThat(stored.toString()).doesNotContain(secret);
    assertThat(stored.hash().hash())
        .hasSize(64)
        .isNotEqualTo(stored(bench.key(Limits.NONE)).hash().hash());
  }

  @Test
  void whatModelsAKeyMayAskIsHeld() throws IOException {
    NewKey key = bench.key(new Limits(List.of("other*"), 0, 0, 0, null));
    assertThat(Bench.refusal(gate, key, 0).why()).isEqualTo(Why.FORBIDDEN);
  }

  @Test
  void answersAtATimeAreCountedAcrossGates() throws IOException {
    NewKey key = bench.key(new Limits(List.of(), 0, 0, 2, null));
    Pass first = Await.on(Bench.enter(gate, key, 0));
    Await.on(Bench.enter(other, key, 0));
    assertThat(Bench.refusal(gate, key, 0).why()).isEqualTo(Why.CONCURRENT);
    assertThat(Bench.refusal(other, key, 0).why()).isEqualTo(Why.CONCURRENT);
    Bench.end(gate, first, 0);
    Await.on(Bench.enter(other, key, 0));
  }

  @Test
  void whatIsSetAsideCountsUntilItIsBookedExactly() throws IOException {
    NewKey key = bench.key(budget(1, Period.DAY));
    Pass complete = Await.on(Bench.enter(gate, key, 0.6));
    assertThat(Bench.refusal(other, key, 0.5).why()).isEqualTo(Why.BUDGET);
    assertThat(Bench.refusal(other, key, 0.5).retryAfterS()).isEqualTo(1);
    Bench.end(gate, complete, 0.1);
    Pass cut = Await.on(Bench.enter(other, key, 0.9));
    Bench.end(other, cut, 0.2);
    Pass failed = Await.on(Bench.enter(gate, key, 0.7));
    Bench.end(gate, failed, 0);
    Pass dearer = Await.on(Bench.enter(gate, key, 0.7));
    Bench.end(gate, dearer, 1.000000001);
    var refusal = Bench.refusal(other, key, 0.000000001);
    assertThat(refusal.why()).isEqualTo(Why.BUDGET);
    assertThat(refusal.retryAfterS()).isEqualTo(Duration.ofHours(12).toSeconds());
    assertThat(bench.today(key))
        .isEqualTo(
            new DayUsage(
                key.key().id(),
                LocalDate.parse("2026-11-21"),
                4,
                new Usage(40, 16, 20),
                1_300_000_001));
    assertThat(bench.today(key).usd()).isEqualTo(new BigDecimal("1.300000001"));
  }

  @Test
  void settlingTwiceBooksOnce() throws Exception {
    NewKey key = bench.key(budget(1, Period.DAY));
    Pass pass = Await.on(Bench.enter(gate, key, 0.5));
    Bench.end(gate, pass, 0.25);
    pass.settle(new Usage(1, 1, 1), 0.25);
    Ledger ledger = new Ledger(Database.open(settings));
    var reservation = new Reservation("r", key.key().id(), LocalDate.parse("2026-11-21"), 0);
    var late = new Settlement("r", reservation, false, Usage.NONE, 1);
    for (int i = 0; i < 3; i++) {
      late.book(ledger, bench.clock.instant());
    }
    assertThat(bench.today(key).nanos()).isEqualTo(250_000_001);
    assertThat(bench.today(key).requests()).isEqualTo(2);
  }

  @Test
  void anAmountThatIsNoneIsBookedAsReserved() throws IOException {
    NewKey key = bench.key(Limits.NONE);
    Bench.end(gate, Await.on(Bench.enter(gate, key, 0.5)), Double.NaN);
    assertThat(bench.today(key).nanos()).isEqualTo(500_000_000);
  }

  @Test
  void budgetsStartAnewWithTheirPeriod() throws IOException {
    NewKey daily = bench.key(budget(1, Period.DAY));
    NewKey monthly = bench.key(budget(1, Period.MONTH));
    Pass overnight = Await.on(Bench.enter(gate, daily, 1));
    Bench.end(gate, Await.on(Bench.enter(gate, monthly, 1)), 1);
    bench.clock.advance(Duration.ofDays(1));
    Pass next = Await.on(Bench.enter(gate, daily, 1));
    Bench.end(gate, overnight, 1);
    assertThat(bench.today(daily).nanos()).isEqualTo(1_000_000_000);
    Bench.end(gate, next, 1);
    assertThat(Bench.refusal(gate, monthly, 1).why()).isEqualTo(Why.BUDGET);
    bench.clock.advance(Duration.ofDays(9));
    Await.on(Bench.enter(gate, monthly, 1));
  }

  @Test
  void whatACrashedServerSetAsideIsFreeAgainAndStillBooked() throws IOException {
    NewKey key = bench.key(new Limits(List.of(), 0, 0, 1, Budget.of(1, Period.DAY)));
    Pass crashed = Await.on(Bench.enter(other, key, 1));
    bench.clock.advance(Books.LEASE.minusSeconds(1));
    Await.on(gate.beat());
    assertThat(Bench.refusal(gate, key, 1).why()).isEqualTo(Why.CONCURRENT);
    bench.clock.advance(Duration.ofSeconds(1));
    Await.on(gate.beat());
    Pass next = Await.on(Bench.enter(gate, key, 0.5));
    Bench.end(gate, next, 0.5);
    Bench.end(other, crashed, 0.75);
    assertThat(bench.today(key).nanos()).isEqualTo(1_250_000_000);
  }

  @Test
  void aLivingServersLeasesAreRenewed() throws IOException {
    NewKey key = bench.key(new Limits(List.of(), 0, 0, 1, null));
    Await.on(Bench.enter(other, key, 0));
    for (int i = 0; i < 5; i++) {
      bench.clock.advance(Books.LEASE.dividedBy(2));
      Await.on(other.beat());
      assertThat(Bench.refusal(gate, key, 0).why()).isEqualTo(Why.CONCURRENT);
    }
  }

  @Test
  void parallelAnswersNeverOverspendNorExceedWhatIsAllowedAtATime() throws Exception {
    NewKey key = bench.key(new Limits(List.of(), 0, 0, 5, Budget.of(0.2, Period.DAY)));
    List<Callable<Integer>> clients = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      Accounts mine = i % 2 == 0 ? gate : other;
      clients.add(() -> answers(mine, key));
    }
    int answered = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(clients)) {
        answered += done.get();
      }
    }
    Bench.quiet(gate, 0);
    Bench.quiet(other, 0);
    assertThat(answered).isEqualTo(20);
    assertThat(bench.today(key).requests()).isEqualTo(20);
    assertThat(bench.today(key).nanos()).isEqualTo(200_000_000);
    assertThat(Bench.refusal(gate, key, 0.01).why()).isEqualTo(Why.BUDGET);
  }

  @Test
  void noMoreThanAllowedGetInAtOnce() throws Exception {
    NewKey crowded = bench.key(new Limits(List.of(), 0, 0, 5, null));
    NewKey poor = bench.key(budget(0.07, Period.MONTH));
    List<Future<Pass>> entering = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      entering.add(Bench.enter(i % 2 == 0 ? gate : other, i % 4 < 2 ? crowded : poor, 0.01));
    }
    Await.on(Future.join(entering).otherwiseEmpty());
    assertThat(entering.stream().filter(Future::succeeded)).hasSize(5 + 7);
    assertThat(gate.unsettled() + other.unsettled()).isEqualTo(5 + 7);
  }

  @Test
  void twoServersMayBringANewStoreUpToDateAtOnce() throws Exception {
    AccountsSettings fresh = settings();
    try (var threads = Executors.newFixedThreadPool(2)) {
      Callable<Database> opening = () -> Database.open(fresh);
      for (var opened : threads.invokeAll(List.of(opening, opening))) {
        opened.get().close();
      }
    } catch (ExecutionException e) {
      throw new AssertionError("expected both to open", e);
    }
  }

  /// Answers as long as there is money; how many there were.
  private static int answers(Accounts gate, NewKey key) {
    int answered = 0;
    while (true) {
      Future<Pass> entered = Bench.enter(gate, key, 0.01);
      Await.on(entered.otherwiseEmpty());
      if (entered.succeeded()) {
        entered.result().settle(Usage.NONE, 0.01);
        answered++;
      } else {
        var refusal = Await.refusal(entered);
        if (refusal.why() == Why.BUDGET && refusal.retryAfterS() > 1) {
          return answered;
        }
        assertThat(refusal.why()).isIn(Why.BUDGET, Why.CONCURRENT);
      }
    }
  }

  private StoredKey stored(NewKey key) throws IOException {
    try (Database database = Database.open(settings)) {
      return database
          .transact(connection -> KeyTable.find(connection, key.key().id()))
          .orElseThrow();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private static Limits budget(double usd, Period period) {
    return new Limits(List.of(), 0, 0, 0, Budget.of(usd, period));
  }
}
