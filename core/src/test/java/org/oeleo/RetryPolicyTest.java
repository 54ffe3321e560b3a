package org.oeleo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
  @ParameterizedTest
  @CsvSource({"1, 500", "2, 1000", "3, 2000", "6, 16000", "7, 30000", "1000, 30000"})
  void waits_double_up_to_the_longest_and_are_never_less_than_half(int failures, long most) {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      assertThat(RetryPolicy.standard().delay(failures, random).toMillis())
          .isBetween(most / 2, most);
    }
  }

  @Test
  void nonsense_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPolicy(0, Duration.ZERO, Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPolicy(1, Duration.ofSeconds(2), Duration.ofSeconds(1)));
    assertThat(RetryPolicy.never().delay(1, new Random(1))).isZero();
  }
}
