package org.oeleo.sharepoint.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.RelativePath;

/**
 * Where files are kept. Immutable.
 *
 * @param host of SharePoint: {@code tenant.sharepoint.com}
 * @param site its path on that host, {@code sites/Lab}; empty for the root site
 * @param library by name or as addresses have it; empty for the default library
 * @param folder below the library; empty for the library itself
 */
public record Address(
    String host, String site, Optional<String> library, Optional<RelativePath> folder) {
  /** The first part of the path of a site that is not the root site. */
  private static final Set<String> MANAGED = Set.of("sites", "teams", "personal");

  private static final int HTTPS = 443;

  /**
   * What root and settings say together: a URI says all, a path is below the library that the
   * settings name.
   *
   * @throws SettingsException if something is missing, wrong, or said twice
   */
  static Address parse(String root, Settings settings) throws SettingsException {
    return root.contains("://") ? ofUri(root, settings) : ofSettings(root, settings);
  }

  private static Address ofUri(String root, Settings settings) throws SettingsException {
    for (var setting :
        List.of(AccessSettings.SITE_URL, AccessSettings.SITE_NAME, AccessSettings.LIBRARY)) {
      if (settings.isSet(setting)) {
        throw new SettingsException(
            settings.origin(setting).orElse(setting.variable()),
            "is set, but the root says where it is: " + Cloud.withoutLogin(root) + "; drop one");
      }
    }
    URI uri = uri(root, "root");
    List<String> segments = segments(uri.getRawPath(), "root");
    int length = siteLength(segments);
    Optional<String> library =
        segments.size() > length ? Optional.of(segments.get(length)) : Optional.empty();
    List<String> folder =
        segments.size() > length ? segments.subList(length + 1, segments.size()) : List.of();
    return new Address(
        uri.getHost(),
        String.join("/", segments.subList(0, length)),
        library,
        folder(String.join("/", folder), root));
  }

  private static Address ofSettings(String root, Settings settings) throws SettingsException {
    String variable = AccessSettings.SITE_URL.variable();
    String text = settings
        .find(AccessSettings.SITE_URL)
        .orElseThrow(() -> new SettingsException(
            variable,
            "is required, unless the root is sharepoint://tenant.sharepoint.com/sites/Lab/..."));
    String origin = settings.origin(AccessSettings.SITE_URL).orElse(variable);
    URI uri = uri(text.contains("://") ? text : "https://" + text, origin);
    List<String> path = segments(uri.getRawPath(), origin);
    Optional<String> name = settings.find(AccessSettings.SITE_NAME);
    if (name.isPresent() && !path.isEmpty()) {
      throw new SettingsException(
          AccessSettings.SITE_NAME.variable(),
          "is set, but " + variable + " names a site already: " + text + "; drop one");
    }
    String site = name.map(Address::siteOfName).orElse(String.join("/", path));
    return new Address(
        uri.getHost(), site, settings.find(AccessSettings.LIBRARY), folder(root.strip(), root));
  }

  /** The original's {@code SITENAME} is below {@code /sites/}. */
  private static String siteOfName(String name) {
    String plain = name.strip().replaceAll("^/+|/+$", "");
    return plain.contains("/") ? plain : "sites/" + plain;
  }

  private static int siteLength(List<String> segments) {
    boolean managed =
        segments.size() >= 2 && MANAGED.contains(segments.get(0).toLowerCase(Locale.ROOT));
    return managed ? 2 : 0;
  }

  private static URI uri(String text, String origin) throws SettingsException {
    try {
      URI uri = new URI(text.replace(" ", "%20"));
      // Graph knows a site by the name of its host alone.
      boolean plain = uri.getHost() != null
          && (uri.getPort() < 0 || uri.getPort() == HTTPS)
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null;
      if (plain
          && Set.of("https", "sharepoint").contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw wrong(text, origin);
    }
    throw wrong(text, origin);
  }

  private static SettingsException wrong(String text, String origin) {
    return new SettingsException(
        origin,
        "is no address in SharePoint: " + Cloud.withoutLogin(text)
            + "; write it like https://tenant.sharepoint.com/sites/Lab, with # % and ? as %23 %25"
            + " %3F");
  }

  private static List<String> segments(String rawPath, String origin) throws SettingsException {
    List<String> segments = new ArrayList<>();
    for (String raw : rawPath.split("/")) {
      if (!raw.isEmpty()) {
        segments.add(decode(raw, origin));
      }
    }
    return segments;
  }

  /** As a URI has it: a plus is a plus. */
  private static String decode(String raw, String origin) throws SettingsException {
    try {
      return java.net.URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw wrong(raw, origin);
    }
  }

  private static Optional<RelativePath> folder(String path, String root) throws SettingsException {
    String plain = path.replace('\\', '/').replaceAll("^(\\./|/)+|(/\\.?)+$", "");
    if (plain.isEmpty() || plain.equals(".")) {
      return Optional.empty();
    }
    return Optional.of(RelativePath.ifValid(plain)
        .orElseThrow(() -> new SettingsException(
            "root", "is no folder of a library: " + root + " (an empty, . or .. part)")));
  }

  /** Parts of the folder, outermost first. */
  public List<String> folders() {
    return folder.map(path -> Arrays.asList(path.toString().split("/"))).orElse(List.of());
  }

  /** The site as a browser finds it. */
  public String siteUrl() {
    return "https://" + host + (site.isEmpty() ? "" : "/" + site);
  }

  @Override
  public String toString() {
    return siteUrl() + "/" + library.orElse("(default library)")
        + folder.map(path -> "/" + path).orElse("");
  }
}
