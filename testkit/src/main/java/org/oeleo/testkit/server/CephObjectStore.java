package org.oeleo.testkit.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A real object store that speaks S3, Ceph's, on a free port of the loopback address: one monitor,
 * one store that keeps everything in memory, and the gateway. One thread at a time; whoever starts
 * it closes it, which ends every process of it and removes its folder.
 *
 * <p>It checks signatures, knows one user, and has no buckets at first.
 */
public final class CephObjectStore implements AutoCloseable {
  private static final Path PROGRAMS = Path.of("/usr/bin");
  private static final List<String> NEEDED =
      List.of("ceph", "ceph-mon", "ceph-osd", "monmaptool", "radosgw", "radosgw-admin");

  private final CephConfiguration configuration;
  private final String accessKey = "AK" + word();
  private final String secretKey = word();
  private final List<Daemon> cluster = new ArrayList<>();
  private Optional<Daemon> gateway = Optional.empty();

  private CephObjectStore(CephConfiguration configuration) {
    this.configuration = configuration;
  }

  private static String word() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  /** Whether this machine has the programs; if not, skip with {@link #missing()}. */
  public static boolean isInstalled() {
    return NEEDED.stream().allMatch(name -> Files.isExecutable(PROGRAMS.resolve(name)));
  }

  /** Why there can be no store, and what to install. */
  public static String missing() {
    return "no Ceph on this machine, so nothing is tested against it:"
        + " install radosgw, ceph-mon and ceph-osd";
  }

  /** Starts one. {@code lines} of ceph.conf, {@code debug rgw = 1} say, win over those here. */
  public static CephObjectStore start(String... lines) throws IOException {
    if (!isInstalled()) {
      throw new IOException(missing());
    }
    CephObjectStore store = new CephObjectStore(new CephConfiguration(
        Files.createTempDirectory("oeleo-ceph"),
        Machine.freePort(),
        Machine.freePort(),
        List.of(lines)));
    try {
      store.makeCluster();
      store.makeUser();
      store.restart();
      return store;
    } catch (IOException e) {
      store.close();
      throw e;
    }
  }

  private void makeCluster() throws IOException {
    String id = UUID.randomUUID().toString();
    configuration.write(id);
    Path map = configuration.folder().resolve("monmap");
    Machine.run(List.of(
        program("monmaptool"),
        "--create",
        "--fsid",
        id,
        "--addv",
        "a",
        configuration.monitor(),
        map.toString()));
    run("ceph-mon", "-i", "a", "--mkfs", "--monmap", map.toString());
    cluster.add(daemon("is new leader", "ceph-mon", "-i", "a"));
    String store = UUID.randomUUID().toString();
    run("ceph", "osd", "new", store);
    run("ceph-osd", "-i", "0", "--mkfs", "--osd-uuid", store);
    cluster.add(daemon("state: booting -> active", "ceph-osd", "-i", "0"));
  }

  private void makeUser() throws IOException {
    run(
        "radosgw-admin",
        "-n",
        CephConfiguration.GATEWAY,
        "user",
        "create",
        "--uid=oeleo",
        "--display-name=oeleo",
        "--access-key=" + accessKey,
        "--secret-key=" + secretKey);
  }

  private void run(String program, String... arguments) throws IOException {
    Machine.run(command(program, arguments));
  }

  private Daemon daemon(String ready, String program, String... arguments) throws IOException {
    List<String> command = command(program, arguments);
    command.add("-f");
    return Daemon.start(command, ready);
  }

  private List<String> command(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(program(program));
    command.add("-c");
    command.add(configuration.file().toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private static String program(String name) {
    return PROGRAMS.resolve(name).toString();
  }

  /** Where it listens, on 127.0.0.1; the same after a restart. */
  public int port() {
    return configuration.port();
  }

  /** Where it listens, as a client is told: {@code http://127.0.0.1:port}. */
  public String endpoint() {
    return "http://127.0.0.1:" + port();
  }

  /** Who its user is. */
  public String accessKey() {
    return accessKey;
  }

  /** By what its user is known; made up anew for each store. */
  public String secretKey() {
    return secretKey;
  }

  /** What the gateway has said since it was started last; requests only with debug rgw = 1. */
  public List<String> log() {
    return gateway.map(Daemon::output).orElse(List.of());
  }

  /** Starts the gateway again on the same port, with all objects; ends it first if it runs. */
  public void restart() throws IOException {
    kill();
    gateway =
        Optional.of(daemon("service_daemon_register", "radosgw", "-n", CephConfiguration.GATEWAY));
  }

  /** Ends the gateway and all connections at once; the objects stay. */
  public void kill() {
    gateway.ifPresent(Daemon::kill);
  }

  @Override
  public void close() throws IOException {
    kill();
    cluster.forEach(Daemon::kill);
    Machine.remove(configuration.folder());
  }
}
