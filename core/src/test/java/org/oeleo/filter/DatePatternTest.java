package org.oeleo.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.oeleo.filter.DatePattern.Reading;

class DatePatternTest {
  @ParameterizedTest
  @CsvSource({
    "^.*%Y%m%d.*$, 20190102, 2019-01-02",
    "^.*%Y%m%d.*$, 20190102.txt, 2019-01-02",
    "^.*%Y%m%d.*$, run-20190102-a.txt, 2019-01-02",
    "^%Y%d%m$, 20190201, 2019-01-02",
    "^%m%Y%d$, 01201902, 2019-01-02",
    "^%m%d%Y$, 01022019, 2019-01-02",
    "^%d%Y%m$, 02201901, 2019-01-02",
    "^%d%m%Y$, 02012019, 2019-01-02",
    "^%y%m%d$, 190102, 2019-01-02",
    "^%y%m%d$, 680102, 2068-01-02",
    "^%y%m%d$, 690102, 1969-01-02",
    "^[a-z]+_%Y-%m-%d\\.txt$, run_2019-01-02.txt, 2019-01-02",
    "^.*%Y%m%d.*$, 20240101-20240101.txt, 2024-01-01",
    "^%Y%m%d$, 20240229, 2024-02-29",
    "%Y%m%d*, 20190102-a.txt, 2019-01-02",
    "%Y%m%d, 20190102, 2019-01-02",
    "*_%d.%m.%Y.txt, a_02.01.2019.txt, 2019-01-02",
    "x?%Y(%m)[%d], xy2019(01)[02], 2019-01-02",
  })
  void reads_the_day(String pattern, String name, LocalDate day) {
    assertThat(DatePattern.parse(pattern).read(name)).isEqualTo(new Reading.OfDay(day));
  }

  @ParameterizedTest
  @CsvSource({
    "^.*%Y%m%d.*$, 2024010",
    "^.*%Y%m%d.*$, notes.txt",
    "^%Y%m%d$, 20240101.txt",
    "^%Y%m%d$, a20240101",
    "%Y%m%d*.txt, 20240101.csv",
    "%Y.%m.%d, 2024x01x02",
    // Arabic digits: what the original tool takes for a day, its file systems do not sort as one.
    "^%Y%m%d$, ٢٠٢٤٠١٠١",
  })
  void passes_over_other_names(String pattern, String name) {
    assertThat(DatePattern.parse(pattern).read(name)).isEqualTo(new Reading.Undated());
  }

  @ParameterizedTest
  @CsvSource({
    "^.*%Y%m%d.*$, 20240101-20240102.txt, 2024-01-01 or 2024-01-02",
    "^.*%Y%m%d.*$, 202202041, 2022-02-04 or 0220-20-41",
    "^.*%Y%m%d.*$, 20240230, 'of 2024-02-30, which is no day'",
    "^%Y%m%d$, 20230229, 'of 2023-02-29, which is no day'",
    "^%Y%m%d$, 00000000, 'of 0000-00-00, which is no day'",
    "*%y%m%d*, 20240101, 2020-24-01 or 2002-40-10",
  })
  void does_not_guess(String pattern, String name, String why) {
    assertThat(DatePattern.parse(pattern).read(name))
        .isInstanceOfSatisfying(
            Reading.Doubtful.class, doubtful -> assertThat(doubtful.why()).contains(why));
  }

  @ParameterizedTest
  @CsvSource({
    "abc, 'must have %Y or %y once; must have %m once; must have %d once; must have three %'",
    "%Y%m, must have %d once",
    "%Y%y%m%d, must have %Y or %y once",
    "%Y%Y%m%d, must have %Y or %y once",
    "%Y%m%d%H, 'three %, no more'",
    "^%Y%m%d, does not end with $",
    "%Y%m%d$, does not begin with ^",
    "^%Y(%m)%d$, 'must not have (, ) or |'",
    "^%Y%m%d|x$, 'must not have (, ) or |'",
    "^[%Y%m%d$, no regular expression",
    "^%Y+%m%d$, no regular expression",
  })
  void says_everything_that_is_wrong_with_a_pattern(String pattern, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DatePattern.parse(pattern))
        .withMessageContaining(why);
  }

  @Test
  @Timeout(10)
  void a_long_name_full_of_digits_is_read_in_no_time() {
    assertThat(DatePattern.parse("^.*%Y.*%m.*%d.*$").read("0123456789".repeat(25)))
        .isInstanceOfSatisfying(
            Reading.Doubtful.class, doubtful -> assertThat(doubtful.why()).hasSizeLessThan(80));
    assertThat(DatePattern.parse("^.*%Y.*%m.*%d.*$").read("1".repeat(60)))
        .isEqualTo(new Reading.OfDay(LocalDate.of(1111, 11, 11)));
  }
}
