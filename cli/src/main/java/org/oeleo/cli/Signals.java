package org.oeleo.cli;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Passes signals on. The JDK has no public way to take more than one of them (a shutdown hook hears
 * only the first), so its own handler is used where it is there.
 */
final class Signals {
  private Signals() {}

  static void install(Stop stop) {
    // Also for what cannot be taken as a signal: a closed terminal, the end of a Windows session.
    Runtime.getRuntime().addShutdownHook(new Thread(stop::awaitEnd, "oeleo-shutdown"));
    take("INT", stop);
    take("TERM", stop);
  }

  private static void take(String name, Stop stop) {
    try {
      Class<?> type = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Constructor<?> constructor = type.getConstructor(String.class);
      Object signal = constructor.newInstance(name);
      int number = (int) type.getMethod("getNumber").invoke(signal);
      InvocationHandler taking = (proxy, method, arguments) -> {
        stop.on(number);
        return null;
      };
      Object handling =
          Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, taking);
      type.getMethod("handle", type, handler).invoke(null, signal, handling);
    } catch (ReflectiveOperationException | RuntimeException e) {
      // Not on this JDK: the shutdown hook remains.
      return;
    }
  }
}
