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
import org.oeleo.spi.ConnectorProvider;
import org.oeleo.spi.Identity;

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
      throw new IOException("the connector " + name + " is broken: " + e, e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static Connector wrapped(Connector connector, ClassLoader own) {
    return (Connector) Proxy.newProxyInstance(
        Connector.class.getClassLoader(),
        new Class<?>[] {Connector.class},
        new InContext(connector, own));
  }

  /** Passes each call on, with the connector's class loader as the thread's. */
  private record InContext(Connector connector, ClassLoader own) implements InvocationHandler {
    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      thread.setContextClassLoader(own);
      try {
        return method.invoke(connector, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      } finally {
        thread.setContextClassLoader(before);
      }
    }
  }
}
