package org.oeleo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** How long is waited, whatever the policy and however often something failed. */
@Sampled
class RetryPolicyPropertiesTest {
  /** Draws the least and the most there is, so that the bounds themselves are seen. */
  private static final RandomGenerator LEAST = () -> 0;

  @Provide
  Arbitrary<RetryPolicy> policies() {
    Arbitrary<Long> millis = Arbitraries.oneOf(
        Arbitraries.of(0L, 1L, 2L, 3L, Long.MAX_VALUE / 2, Long.MAX_VALUE - 1, Long.MAX_VALUE),
        Arbitraries.longs().between(0, 100_000),
        Arbitraries.longs().between(0, Long.MAX_VALUE));
    return Combinators.combine(millis, millis)
        .as((one, other) -> new RetryPolicy(
            4, Duration.ofMillis(Math.min(one, other)), Duration.ofMillis(Math.max(one, other))))
        .withoutEdgeCases();
  }

  @Property
  void a_wait_is_half_to_whole_of_the_doubled_one_up_to_the_longest(
      @ForAll("policies") RetryPolicy policy,
      @ForAll @IntRange(min = 1, max = 70) int failures,
      @ForAll int seed) {
    double doubled = (double) policy.first().toMillis() * Math.pow(2, failures - 1);
    double most = Math.min(doubled, (double) policy.longest().toMillis());
    double tolerance = 1 + most / 1e12;

    assertThat((double) policy.delay(failures, new Random(seed)).toMillis())
        .isBetween(Math.floor(most / 2) - tolerance, most + tolerance);
  }

  @Property
  void waits_never_become_shorter(
      @ForAll("policies") RetryPolicy policy, @ForAll @IntRange(min = 1, max = 70) int failures) {
    assertThat(policy.delay(failures + 1, LEAST))
        .isGreaterThanOrEqualTo(policy.delay(failures, LEAST))
        .isLessThanOrEqualTo(policy.longest());
    assertThat(policy.delay(Integer.MAX_VALUE, LEAST))
        .isGreaterThanOrEqualTo(policy.delay(failures, LEAST));
  }

  @Property(tries = 50)
  void waits_differ_so_that_not_all_come_back_at_once(
      @ForAll @IntRange(min = 1, max = 9) int failures) {
    Random random = new Random(failures);

    assertThat(random
            .ints(200)
            .mapToObj(i -> RetryPolicy.standard().delay(failures, random))
            .distinct())
        .hasSizeGreaterThan(50);
  }
}
