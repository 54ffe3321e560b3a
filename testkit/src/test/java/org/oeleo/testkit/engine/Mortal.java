package org.oeleo.testkit.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.oeleo.LedgerLocation;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider;
import org.oeleo.spi.LedgerException;

/** Ledgers that can be written so many times, as if the program had been killed after that. */
record Mortal(LedgerLocation real, AtomicInteger left) implements BookkeeperProvider {
  static LedgerLocation afterRecords(LedgerLocation real, int records) {
    return new LedgerLocation(
        new Mortal(real, new AtomicInteger(records)), real.name(), real.settings());
  }

  @Override
  public String name() {
    return "mortal";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of();
  }

  @Override
  public Bookkeeper open(String name, Settings settings, Access access) throws LedgerException {
    Bookkeeper book = real.open(access);
    return (Bookkeeper) Proxy.newProxyInstance(
        Bookkeeper.class.getClassLoader(),
        new Class<?>[] {Bookkeeper.class},
        (proxy, method, arguments) -> {
          boolean writes = method.getName().equals("record") && !((List<?>) arguments[0]).isEmpty();
          if (writes && left.getAndDecrement() <= 0) {
            throw new LedgerException("the program is dead");
          }
          try {
            return method.invoke(book, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }
}
