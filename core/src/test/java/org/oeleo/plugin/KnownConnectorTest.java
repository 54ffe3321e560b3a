package org.oeleo.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.oeleo.spi.ConnectorProvider;

/** What a connector offers must not be lost on the way to it. */
class KnownConnectorTest {
  static Method[] all() {
    return ConnectorProvider.class.getMethods();
  }

  @ParameterizedTest
  @MethodSource("all")
  void every_question_is_passed_on(Method method) {
    assertThat(Arrays.stream(KnownConnector.class.getDeclaredMethods()).map(Method::getName))
        .contains(method.getName());
  }
}
