package org.oeleo.spi;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;

/**
 * What a connector plugin offers, found by {@link java.util.ServiceLoader}. Has a public
 * constructor without parameters that does nothing; safe for many threads.
 */
public interface ConnectorProvider {
  /**
   * As in {@code OELEO_EXTERNAL=ssh}: lower-case letters, digits and {@code -}; unique among all
   * providers.
   */
  String name();

  /** One line for a person: what it connects to. */
  String description();

  /** Which URI schemes name it in a root, {@code sftp} say; usually its name only. */
  default List<String> schemes() {
    return List.of(name());
  }

  /** Every setting it reads, declared once; looked up by side. */
  List<Setting<?>> settings();

  /**
   * Opens a connector on {@code root}; may connect now or at the first call. The caller closes it.
   *
   * @param root as configured: a path or a URI
   * @param settings valid already
   * @throws ConnectorException with the kind that fits; REJECTED if settings and root do not go
   *     together
   */
  Connector open(String root, Settings settings) throws IOException;

  /**
   * Asks who answers at {@code root}, and sends nothing that only the right one may have: one entry
   * for each way in which it proves who it is; empty where there is nobody to be mistaken for.
   *
   * @throws ConnectorException UNREACHABLE
   */
  default List<Identity> identify(String root, Settings settings) throws IOException {
    return List.of();
  }

  /**
   * Has a person prove who they are, where the settings ask for that, so that later runs need
   * nobody. May take minutes.
   *
   * @param tell gets what that person has to read: where to go, and the code to enter there
   * @return who it was; empty where no person signs in
   * @throws ConnectorException AUTHENTICATION if nobody did, or somebody else, or UNREACHABLE
   */
  default Optional<String> signIn(Settings settings, Consumer<String> tell) throws IOException {
    return Optional.empty();
  }
}
