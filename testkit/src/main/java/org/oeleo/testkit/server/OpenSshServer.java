package org.oeleo.testkit.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A real OpenSSH server on a free port of the loopback address, with throwaway keys, run by the
 * user of the tests. One thread at a time; whoever starts it closes it, which ends every process of
 * it and removes its folder.
 *
 * <p>The login folder is that of the user; there is no password login, since that would need PAM.
 */
public final class OpenSshServer implements AutoCloseable {
  private static final List<Path> PROGRAMS = List.of(
      Path.of("/usr/sbin/sshd"),
      Path.of("/usr/local/sbin/sshd"),
      Path.of("/opt/homebrew/sbin/sshd"));

  private final Path folder;
  private final List<String> hostKeyTypes;
  private final List<String> lines;
  private final int port;
  private Optional<Daemon> daemon = Optional.empty();

  private OpenSshServer(Path folder, List<String> hostKeyTypes, List<String> lines)
      throws IOException {
    this.folder = folder;
    this.hostKeyTypes = List.copyOf(hostKeyTypes);
    this.lines = List.copyOf(lines);
    this.port = Machine.freePort();
  }

  /** Whether this machine has the program; if not, skip with {@link #missing()}. */
  public static boolean isInstalled() {
    return program().isPresent();
  }

  /** Why there can be no server, and what to install. */
  public static String missing() {
    return "no sshd on this machine, so nothing is tested against it: install openssh-server";
  }

  /**
   * Starts one with an ed25519 host key. {@code lines} of sshd_config, {@code MaxSessions 1} say,
   * go before those given here, and so win.
   */
  public static OpenSshServer start(String... lines) throws IOException {
    return start(List.of("ed25519"), lines);
  }

  /** The same, with these types of host keys: {@code ed25519}, {@code ecdsa}, {@code rsa}. */
  public static OpenSshServer start(List<String> hostKeyTypes, String... lines) throws IOException {
    Path folder = Files.createTempDirectory("oeleo-sshd");
    OpenSshServer server = new OpenSshServer(folder, hostKeyTypes, List.of(lines));
    try {
      server.prepare();
      server.launch();
      return server;
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  private static Optional<Path> program() {
    return PROGRAMS.stream().filter(Files::isExecutable).findFirst();
  }

  private void prepare() throws IOException {
    for (String type : hostKeyTypes) {
      generateKey(hostKey(type), type);
    }
    generateKey(clientKey(), "ed25519");
    authorize(publicOf(clientKey()));
    Files.writeString(folder.resolve("known_hosts"), hostKeyLines());
    Files.write(configuration(), configurationLines());
  }

  private List<String> configurationLines() {
    List<String> all = new ArrayList<>(lines);
    all.add("Port " + port);
    all.add("ListenAddress 127.0.0.1");
    hostKeyTypes.forEach(type -> all.add("HostKey " + hostKey(type)));
    all.add("AuthorizedKeysFile " + authorizedKeys());
    all.add("PidFile none");
    all.add("UsePAM no");
    all.add("StrictModes no");
    all.add("UseDNS no");
    all.add("PasswordAuthentication no");
    all.add("KbdInteractiveAuthentication no");
    all.add("PermitRootLogin yes");
    all.add("MaxStartups 200");
    all.add("LogLevel VERBOSE");
    // Of every other keyword the first line counts; two of these are an error.
    if (lines.stream().noneMatch(line -> line.startsWith("Subsystem sftp "))) {
      all.add("Subsystem sftp internal-sftp");
    }
    return all;
  }

  private void launch() throws IOException {
    Path program = program().orElseThrow(() -> new IOException(missing()));
    makeRunFolder();
    daemon = Optional.of(Daemon.start(
        List.of(program.toString(), "-D", "-e", "-f", configuration().toString()),
        "Server listening on"));
  }

  /** Under root, sshd locks itself into this empty folder until somebody has logged in. */
  private static void makeRunFolder() throws IOException {
    if (System.getProperty("user.name").equals("root")) {
      Files.createDirectories(Path.of("/run/sshd"));
    }
  }

  /** Where it listens, on 127.0.0.1; the same after a restart. */
  public int port() {
    return port;
  }

  /** As whom to log in. */
  public String user() {
    return System.getProperty("user.name");
  }

  /** A key that it lets in, without passphrase, in the format of OpenSSH. */
  public Path clientKey() {
    return folder.resolve("client_key");
  }

  /** Its first host key, as a line of known_hosts for {@code 127.0.0.1} and its port. */
  public String hostKeyLine() throws IOException {
    return hostKeyLine(hostKeyTypes.get(0));
  }

  /** Its host key of one type, as a line of known_hosts, without the end of the line. */
  public String hostKeyLine(String type) throws IOException {
    String[] parts = Files.readString(publicOf(hostKey(type))).split(" ");
    return "[127.0.0.1]:" + port + " " + parts[0] + " " + parts[1].strip();
  }

  private String hostKeyLines() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String type : hostKeyTypes) {
      all.append(hostKeyLine(type)).append('\n');
    }
    return all.toString();
  }

  /** A known_hosts file with all of its host keys; a test may change it. */
  public Path knownHosts() {
    return folder.resolve("known_hosts");
  }

  /** A private host key of it; the public one lies beside it, with {@code .pub}. */
  public Path hostKey(String type) {
    return folder.resolve("host_key_" + type);
  }

  /** Lets in whoever has the other half of this public key file. */
  public void authorize(Path publicKey) throws IOException {
    Files.writeString(
        authorizedKeys(),
        Files.readString(publicKey).strip() + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /**
   * What it has said since it was started last, with LogLevel VERBOSE: who tried to log in, how.
   */
  public List<String> log() {
    return daemon.map(Daemon::output).orElse(List.of());
  }

  /** Starts it again with the same keys on the same port; ends it first if it runs. */
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

  private Path configuration() {
    return folder.resolve("sshd_config");
  }

  private Path authorizedKeys() {
    return folder.resolve("authorized_keys");
  }

  private static Path publicOf(Path key) {
    return key.resolveSibling(key.getFileName() + ".pub");
  }

  private static void generateKey(Path file, String type) throws IOException {
    Machine.run(List.of(
        "ssh-keygen", "-q", "-t", type, "-N", "", "-C", "throwaway", "-f", file.toString()));
  }
}
