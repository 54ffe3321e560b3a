package org.oeleo.testkit.server;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A real Apache httpd with WebDAV (mod_dav) on a free port of the loopback address, with its own
 * configuration in a folder of its own. One thread at a time; whoever starts it closes it, which
 * ends every process of it and removes its folder.
 *
 * <p>Started by root, it serves as {@code www-data}, and what a test puts into {@link #files}
 * behind its back may be closed to it.
 */
public final class ApacheServer implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/apache2");
  private static final Path MODULES = Path.of("/usr/lib/apache2/modules");
  private static final String ACCOUNT = "www-data";
  private static final List<String> NEEDED = List.of(
      "mpm_event",
      "authn_core",
      "authn_file",
      "authz_core",
      "authz_user",
      "auth_basic",
      "dav",
      "dav_fs");

  private final Path folder;
  private final int port;
  private Optional<Daemon> daemon = Optional.empty();

  private ApacheServer(Path folder) throws IOException {
    this.folder = folder;
    this.port = Machine.freePort();
  }

  /** Whether this machine has the program; if not, skip with {@link #missing()}. */
  public static boolean isInstalled() {
    return Files.isExecutable(PROGRAM) && Files.exists(MODULES.resolve("mod_dav_fs.so"));
  }

  /** Why there can be no server, and what to install. */
  public static String missing() {
    return "no Apache on this machine, so nothing is tested against it: install apache2-bin";
  }

  /** Starts one with an empty folder {@link #files}, open to {@link #user} alone. */
  public static ApacheServer start() throws IOException {
    if (!isInstalled()) {
      throw new IOException(missing());
    }
    ApacheServer server = new ApacheServer(Files.createTempDirectory("oeleo-apache"));
    try {
      server.prepare();
      server.launch();
      return server;
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  private void prepare() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(folder.resolve("users"), user() + ":{SHA}" + sha1(password()) + "\n");
    for (Path owned : List.of(files(), folder.resolve("locks"))) {
      give(Files.createDirectory(owned));
    }
    Files.write(configuration(), configurationLines());
  }

  private static String sha1(String text) {
    try {
      // What htpasswd -s writes; the only form that needs no other program.
      byte[] hash =
          MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  /** Makes something the server's own, where it does not run as the user of the tests. */
  public void give(Path file) throws IOException {
    if (isRoot()) {
      Files.setOwner(
          file,
          FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(ACCOUNT));
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private List<String> configurationLines() {
    List<String> lines = new ArrayList<>();
    NEEDED.forEach(name ->
        lines.add("LoadModule " + name + "_module " + MODULES.resolve("mod_" + name + ".so")));
    if (isRoot()) {
      lines.add("User " + ACCOUNT);
      lines.add("Group " + ACCOUNT);
    }
    lines.add("ServerName 127.0.0.1");
    lines.add("Listen 127.0.0.1:" + port);
    lines.add("PidFile " + folder.resolve("pid"));
    lines.add("DefaultRuntimeDir " + folder);
    lines.add("ErrorLog /dev/stderr");
    lines.add("DavLockDB " + folder.resolve("locks/db"));
    lines.add("DocumentRoot " + files());
    lines.add("<Directory " + files() + ">");
    lines.add("Dav On");
    lines.add("AuthType Basic");
    lines.add("AuthName oeleo");
    lines.add("AuthUserFile " + folder.resolve("users"));
    lines.add("Require valid-user");
    lines.add("</Directory>");
    return lines;
  }

  private Path configuration() {
    return folder.resolve("apache.conf");
  }

  private void launch() throws IOException {
    daemon = Optional.of(Daemon.start(
        List.of(
            PROGRAM.toString(),
            "-d",
            folder.toString(),
            "-f",
            configuration().toString(),
            "-DFOREGROUND"),
        "resuming normal operations"));
  }

  /** Where it listens, on 127.0.0.1; the same after a restart. */
  public int port() {
    return port;
  }

  /** The address of {@link #files}, ending in a slash. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + port + "/");
  }

  /** The folder that it serves; what it makes there belongs to its own account. */
  public Path files() {
    return folder.resolve("files");
  }

  /** The one user it lets in. */
  public String user() {
    return "instrument";
  }

  /** That user's password. */
  public String password() {
    return "throwaway: with a colon";
  }

  /** What it has said since it was started last. */
  public List<String> log() {
    return daemon.map(Daemon::output).orElse(List.of());
  }

  /** Starts it again on the same port; ends it first if it runs. */
  public void restart() throws IOException {
    kill();
    launch();
  }

  /** Ends it and all of its connections at once, without a word to the other ends. */
  public void kill() {
    daemon.ifPresent(Daemon::kill);
  }

  @Override
  public void close() throws IOException {
    kill();
    Machine.remove(folder);
  }
}
