package dev.staircase.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.runtime.client.Secret;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeyTextTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sk-staircase-0123456789abcdef-{64} | true",
        "sk-staircase-0123456789ABCDEF-{64} | false",
        "sk-staircase-0123456789abcde-{64}  | false",
        "sk-staircase-0123456789abcdef-{63} | false",
        "sk-staircase-0123456789abcdef-{65} | false",
        "sk-staircase-0123456789abcdef{64}  | false",
        "sk-other-----0123456789abcdef-{64} | false",
        "sk-staircase-0123456789abcde'-{64} | false",
        "''                                 | false",
      })
  void onlyTheWholeFormIsAKey(String form, boolean key) {
    String text = form;
    for (int length : new int[] {63, 64, 65}) {
      text = text.replace("{" + length + "}", "a".repeat(length));
    }
    assertThat(KeyText.parse(text) != null).isEqualTo(key);
  }

  @Test
  void whatIsMadeIsReadAndNoTwoAreTheSame() {
    KeyText made = KeyText.random(RANDOM);
    assertThat(KeyText.parse(made.whole().reveal())).isEqualTo(made);
    assertThat(KeyText.random(RANDOM).secret()).isNotEqualTo(made.secret());
    assertThat(made.secret().reveal()).hasSize(64);
  }

  @Test
  void aHashIsOfOneSecretUnderOneSaltAndPepper() {
    Secret secret = KeyText.random(RANDOM).secret();
    Secret pepper = new Secret("a pepper");
    KeyHash hash = KeyHash.of(secret, pepper, RANDOM);
    assertThat(hash.matches(secret, pepper)).isTrue();
    assertThat(hash.matches(secret, null)).isFalse();
    assertThat(hash.matches(secret, new Secret("a peppeR"))).isFalse();
    assertThat(hash.matches(KeyText.random(RANDOM).secret(), pepper)).isFalse();
    assertThat(KeyHash.of(secret, pepper, RANDOM)).isNotEqualTo(hash);
    assertThat(KeyHash.NOBODYS.matches(secret, null)).isFalse();
  }

  /// RFC 4231, test case 2, whose key is "Jefe": as a salt, then as salt and pepper.
  @Test
  void theHashIsHmacSha256() {
    var hash =
        new KeyHash("4a656665", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    assertThat(hash.matches(new Secret("what do ya want for nothing?"), null)).isTrue();
    var split =
        new KeyHash("4a65", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    assertThat(split.matches(new Secret("what do ya want for nothing?"), new Secret("fe")))
        .isTrue();
  }
}
