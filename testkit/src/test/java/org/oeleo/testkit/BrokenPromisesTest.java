package org.oeleo.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.oeleo.spi.Connector;
import org.oeleo.spi.Content;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.RelativePath;

/** A contract that nobody can break proves nothing. */
class BrokenPromisesTest {
  private static final String BREAKAGE = "oeleo.breakage";

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOTHING")
  void the_contract_is_red_when_a_promise_is_broken(Breakage breakage) {
    assertThat(failures(Broken.class, breakage.noticedBy(), breakage)).isPositive();
  }

  @Test
  void the_contract_is_red_when_a_file_escapes_the_root() {
    String check = "a_file_of_any_name_comes_back_or_is_refused";

    assertThat(failures(Leaking.class, check, Breakage.NOTHING)).isPositive();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NOTHING", "MOVES_WITHOUT_PROMISE", "PROMISES_ATOMIC_WRITES"})
  void the_same_check_is_green_when_it_is_kept(Breakage breakage) {
    assertThat(failures(Broken.class, breakage.noticedBy(), Breakage.NOTHING)).isZero();
  }

  private static long failures(Class<?> contract, String check, Breakage breakage) {
    LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
        .selectors(DiscoverySelectors.selectClass(contract))
        .filters(only(check))
        .configurationParameter(BREAKAGE, breakage.name())
        .build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, listener);
    TestExecutionSummary summary = listener.getSummary();
    assertThat(summary.getTestsStartedCount() - summary.getTestsAbortedCount())
        .as("tests of %s", check)
        .isPositive();
    return summary.getTestsFailedCount();
  }

  private static PostDiscoveryFilter only(String check) {
    return found -> FilterResult.includedIf(found
        .getSource()
        .filter(MethodSource.class::isInstance)
        .map(MethodSource.class::cast)
        .map(source -> source.getMethodName().equals(check))
        .orElse(true));
  }

  /** The contract on a connector in memory that breaks one promise. */
  @ExtendWith(FromParameter.class)
  static class Broken extends ConnectorContract {
    private final Breakage breakage;

    Broken(Breakage breakage) {
      this.breakage = breakage;
    }

    @Override
    protected TestedStore newStore() {
      MemoryStore missing = MemoryStore.empty();
      missing.removeRoot();
      return new BrokenStore(MemoryStore.empty(), missing, breakage);
    }
  }

  private record BrokenStore(MemoryStore store, MemoryStore missing, Breakage breakage)
      implements TestedStore {
    @Override
    public Connector open() {
      return breakage.brokenBy(store.open());
    }

    @Override
    public Connector openMissing() {
      return breakage.brokenBy(missing.open());
    }

    @Override
    public void close() {}
  }

  /** Says which promise to break. */
  static final class FromParameter implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Breakage.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return Breakage.valueOf(context.getConfigurationParameter(BREAKAGE).orElseThrow());
    }
  }

  /** The contract on a connector that takes a backslash for a way out. */
  static class Leaking extends ConnectorContract {
    @Override
    protected TestedStore newStore() {
      return new LeakingStore(MemoryStore.empty(), new TreeSet<>());
    }
  }

  private record LeakingStore(MemoryStore store, Set<String> leaked) implements TestedStore {
    @Override
    public Connector open() {
      return new ForwardingConnector(store.open()) {
        @Override
        public FileEntry write(RelativePath path, Content content) throws IOException {
          if (path.toString().startsWith("..\\")) {
            leaked.add(path.toString());
          }
          return super.write(path, content);
        }
      };
    }

    @Override
    public Connector openMissing() {
      return open();
    }

    @Override
    public Set<String> outside() {
      return Set.copyOf(leaked);
    }

    @Override
    public void close() {}
  }
}
