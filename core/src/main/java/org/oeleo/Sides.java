package org.oeleo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.oeleo.settings.Problem;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.ConnectorProvider;
import org.oeleo.spi.Side;

/**
 * The two ends as settings describe them. Immutable.
 *
 * @param shared the settings of the source
 * @param own those of the destination: the same or, with names for one destination, more
 */
record Sides(Settings shared, Settings own, Optional<String> destination, Providers providers) {
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+)://.*");

  /** What only connectors to other machines read, of the original's and of ours. */
  private static final Map<String, String> CONNECTOR_OF =
      Map.of("OELEO_EXTERNAL_HOST", "ssh", "OELEO_SHAREPOINT_URL", "sharepoint");

  Side source() throws SettingsException {
    return shared.get(WorkerSettings.MODE) == WorkerSettings.Mode.PULL ? Side.EXTERNAL : Side.LOCAL;
  }

  /** The settings that are about this side, not yet looked up for it. */
  Settings about(Side side) throws SettingsException {
    return side == source() ? shared : own;
  }

  Settings scoped(Side side) throws SettingsException {
    return about(side).scoped(side.name());
  }

  /** The setting that names the connector of this side. */
  static Setting<String> connector(Side side) {
    return side == Side.LOCAL ? WorkerSettings.LOCAL : WorkerSettings.EXTERNAL;
  }

  Endpoint endpoint(Side side) throws SettingsException {
    ConnectorProvider provider = provider(side);
    if (side == Side.EXTERNAL) {
      requireConnectorOfOriginal();
    }
    Settings scoped = scoped(side);
    List<Problem> problems = scoped.problems(provider.settings());
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return new Endpoint(provider, about(side).find(root(side)).orElseThrow(), scoped);
  }

  /**
   * A file of the original oeleo names the far end but not the connector, which was in the program:
   * by default its files would go to a folder of this machine that happens to have that name. The
   * same goes for a host that is named for one destination.
   */
  private void requireConnectorOfOriginal() throws SettingsException {
    Settings settings = about(Side.EXTERNAL);
    boolean chosen = settings.isSet(WorkerSettings.EXTERNAL)
        || SCHEME.matcher(settings.find(root(Side.EXTERNAL)).orElse("")).matches();
    String choosing = named(WorkerSettings.EXTERNAL, Side.EXTERNAL);
    List<Problem> problems = new ArrayList<>();
    connectorOf().forEach((variable, connector) -> {
      if (!chosen && isGiven(variable)) {
        problems.add(new Problem(
            variable,
            "is set, but " + choosing + " is not: set " + choosing + "=" + connector
                + ", or remove this if the destination is a folder of this machine"));
      }
    });
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }

  private Map<String, String> connectorOf() throws SettingsException {
    Map<String, String> all = new HashMap<>(CONNECTOR_OF);
    if (destination.isPresent() && source() == Side.LOCAL) {
      String prefix = "OELEO_" + destination.get().toUpperCase(Locale.ROOT);
      all.put(prefix + "_HOST", "ssh");
      all.put(prefix + "_EXTERNAL_HOST", "ssh");
    }
    return all;
  }

  private boolean isGiven(String variable) {
    return shared.sources().stream()
        .anyMatch(source -> !source.values().getOrDefault(variable, "").isBlank());
  }

  private Setting<String> root(Side side) throws SettingsException {
    return side == source() ? WorkerSettings.BASE_DIR_FROM : WorkerSettings.BASE_DIR_TO;
  }

  /** The variable that was used, or else the one to use. */
  private String named(Setting<?> setting, Side side) throws SettingsException {
    return about(side).describe(List.of(setting)).get(0).variable();
  }

  /** The one that the root's scheme names, or the side's setting; both must not disagree. */
  ConnectorProvider provider(Side side) throws SettingsException {
    Settings settings = about(side);
    Setting<String> named = connector(side);
    String root = settings.find(root(side)).orElse("");
    Matcher scheme = SCHEME.matcher(root);
    if (!scheme.matches()) {
      return providers.connector(settings.get(named), named(named, side));
    }
    String word = scheme.group(1).toLowerCase(Locale.ROOT);
    String rooted = named(root(side), side);
    ConnectorProvider provider = providers.connectorOfScheme(word, rooted);
    if (settings.isSet(named) && !settings.get(named).equals(provider.name())) {
      throw new SettingsException(
          named(named, side),
          "is " + settings.get(named) + ", but " + rooted + " is a " + word + ":// URI; drop one");
    }
    return provider;
  }
}
