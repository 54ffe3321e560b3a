package org.oeleo.plugin;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.ConnectorProvider;
import org.oeleo.spi.Identity;
import org.oeleo.spi.Kind;

/**
 * A connector's provider that has answered all questions once, so that one made for another version
 * of this program fails when it is found and not in the middle of a run. What it opens is called
 * with its own class loader as the thread's, where SDKs look for their parts. Immutable.
 */
record KnownConnector(
    String name,
    String description,
    List<String> schemes,
    List<Setting<?>> settings,
    ConnectorProvider provider)
    implements ConnectorProvider {

  static ConnectorProvider of(ConnectorProvider provider) {
    ProviderScan.checkName(provider.name());
    return new KnownConnector(
        provider.name(),
        provider.description(),
        List.copyOf(provider.schemes()),
        List.copyOf(provider.settings()),
        provider);
  }

  @Override
  public Connector open(String root, Settings values) throws IOException {
    ClassLoader own = provider.getClass().getClassLoader();
    return own == KnownConnector.class.getClassLoader()
        ? provider.open(root, values)
        : inContext(own, () -> wrapped(provider.open(root, values), own));
  }

  /** What a plugin misses only when it gets there; not before a person has changed something. */
  private static ConnectorException unfit(String name, LinkageError missing) {
    return new ConnectorException(
        Kind.UNSUPPORTED,
        "the connector " + name + " cannot go on, " + ProviderScan.advice(missing) + missing,
        missing);
  }

  @Override
  public List<Identity> identify(String root, Settings values) throws IOException {
    return inContext(provider.getClass().getClassLoader(), () -> provider.identify(root, values));
  }

  @Override
  public Optional<String> signIn(Settings values, Consumer<String> tell) throws IOException {
    return inContext(provider.getClass().getClassLoader(), () -> provider.signIn(values, tell));
  }

  private interface Call<T> {
    T call() throws IOException;
  }

  private <T> T inContext(ClassLoader own, Call<T> call) throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(own);
    try {
      return call.call();
    } catch (LinkageError e) {
      throw unfit(name, e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private Connector wrapped(Connector connector, ClassLoader own) {
    // Asked here, where it may still fail: most of what it cannot link shows at once.
    connector.capabilities();
    return (Connector) Proxy.newProxyInstance(
        Connector.class.getClassLoader(),
        new Class<?>[] {Connector.class},
        new InContext(name, connector, own));
  }

  /** Passes each call on, with the connector's class loader as the thread's. */
  private record InContext(String name, Connector connector, ClassLoader own)
      implements InvocationHandler {
    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      thread.setContextClassLoader(own);
      try {
        return method.invoke(connector, arguments);
      } catch (InvocationTargetException e) {
        boolean mayFail = List.of(method.getExceptionTypes()).contains(IOException.class);
        throw mayFail && e.getCause() instanceof LinkageError missing
            ? unfit(name, missing)
            : e.getCause();
      } finally {
        thread.setContextClassLoader(before);
      }
    }
  }
}
