package dev.staircase.core.engine;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.ModelCall;
import dev.staircase.core.chat.Price;
import dev.staircase.core.chat.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an answer has cost so far, and whether its caps allow more.
final class Spending {
  private static final int CHARS_PER_TOKEN = 4;
  private static final int STEP_TOKENS = 128;

  private final Caps caps;
  private final List<Account> accounts = new ArrayList<>();
  private int extraCalls;
  private long promptTokens;
  private long completionTokens;
  private double usd;

  private static final class Account {
    final Price price;
    Usage usage;
    boolean counted;

    Account(Price price, Usage usage) {
      this.price = price;
      this.usage = usage;
    }
  }

  Spending(Caps caps, int budget) {
    this.caps = caps;
    this.extraCalls = budget;
  }

  /// The tokens that a request's messages come to, as long as no upstream has counted them.
  static long promptTokens(ModelCall request) {
    long chars = 0;
    for (var message : request.messages()) {
      chars += message.content().length();
    }
    return chars / CHARS_PER_TOKEN;
  }

  /// What the next step's prompt is longer at most, as far as can be told: by what is new in it,
  /// and by marks and demands.
  ///
  /// @param chars what was written since, by the agent and by those it reads
  static long nextStepTokens(long chars) {
    return chars / CHARS_PER_TOKEN + STEP_TOKENS;
  }

  /// The error of an answer, or of an agent, that a cap leaves without any text.
  static CallError error(String why) {
    String hint = "; raise the cap or ask for less";
    return new CallError(CallError.Kind.CAP, 0, "a cap was reached: " + why + hint);
  }

  /// Whether so many more calls can be had with so many prompt tokens in all.
  boolean room(int calls, long tokens) {
    return (caps.calls() == 0 || accounts.size() + calls <= caps.calls())
        && (caps.promptTokens() == 0 || promptTokens + tokens <= caps.promptTokens());
  }

  /// Takes one of the calls that may be made again or hedged, if one is left.
  boolean takeExtra() {
    boolean left = extraCalls > 0;
    extraCalls -= left ? 1 : 0;
    return left;
  }

  /// A call was opened; they come in the order of their numbers.
  void opened(ModelCall request, Price price) {
    Account account = new Account(price, Usage.NONE);
    accounts.add(account);
    book(account, new Usage(promptTokens(request), 0, 0));
  }

  /// A call brought a piece of text.
  void wrote(int call, String piece) {
    Account account = accounts.get(call);
    if (!account.counted) {
      book(account, account.usage.plus(new Usage(0, 0, Tokens.in(piece))));
    }
  }

  /// An upstream has counted.
  void counted(int call, Usage usage) {
    if (call < accounts.size()) {
      accounts.get(call).counted = true;
      book(accounts.get(call), usage);
    }
  }

  /// The cap that is passed, in words, or null.
  @Nullable String passed() {
    if (caps.completionTokens() > 0 && completionTokens > caps.completionTokens()) {
      return "%d completion tokens, the cap is %d"
          .formatted(completionTokens, caps.completionTokens());
    }
    return caps.usd() > 0 && usd > caps.usd()
        ? "%.6f USD, the cap is %s".formatted(usd, caps.usd())
        : null;
  }

  /// Why no further call can be had, in words.
  String full() {
    List<String> used = new ArrayList<>();
    if (caps.calls() > 0) {
      used.add("%d of %d calls".formatted(accounts.size(), caps.calls()));
    }
    if (caps.promptTokens() > 0) {
      used.add("%d of %d prompt tokens".formatted(promptTokens, caps.promptTokens()));
    }
    return "no room for a further call after " + String.join(" and ", used);
  }

  private void book(Account account, Usage usage) {
    promptTokens += usage.promptTokens() - account.usage.promptTokens();
    completionTokens += usage.completionTokens() - account.usage.completionTokens();
    usd += account.price.usd(usage) - account.price.usd(account.usage);
    account.usage = usage;
  }
}
