package org.oeleo.testkit.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a cluster of one machine is told. Immutable.
 *
 * @param monitorPort where the monitor listens
 * @param port where the gateway listens
 * @param lines more of it, for all programs
 */
record CephConfiguration(Path folder, int monitorPort, int port, List<String> lines) {
  static final String GATEWAY = "client.rgw.a";

  CephConfiguration {
    lines = List.copyOf(lines);
  }

  Path file() {
    return folder.resolve("ceph.conf");
  }

  private Path store() {
    return folder.resolve("osd");
  }

  /** The address of the monitor as Ceph writes it. */
  String monitor() {
    return "[v2:127.0.0.1:" + monitorPort + "/0]";
  }

  void write(String cluster) throws IOException {
    Files.createDirectories(store());
    List<String> all = new ArrayList<>(List.of("[global]", "fsid = " + cluster));
    all.addAll(addresses());
    all.addAll(noLogin());
    all.addAll(oneOfEverything());
    all.addAll(quick());
    all.addAll(quiet());
    all.addAll(lines);
    all.addAll(parts());
    Files.write(file(), all);
  }

  private List<String> addresses() {
    return List.of(
        "mon host = " + monitor(),
        "public network = 127.0.0.0/8",
        "public addr = 127.0.0.1",
        "cluster addr = 127.0.0.1",
        "run dir = " + folder,
        "pid file =",
        "admin socket =");
  }

  private static List<String> noLogin() {
    return List.of(
        "auth cluster required = none",
        "auth service required = none",
        "auth client required = none",
        // The gateway would insist on encryption, for which there is no key.
        "ms mon client mode = crc");
  }

  private static List<String> oneOfEverything() {
    return List.of(
        "osd pool default size = 1",
        "osd pool default min size = 1",
        "mon allow pool size one = true",
        "osd crush chooseleaf type = 0",
        "osd pool default pg num = 8",
        "osd pool default pgp num = 8",
        "osd pool default pg autoscale mode = off",
        "mon max pg per osd = 2000",
        // Or a disk that is nearly full ends the monitor.
        "mon data avail warn = 1",
        "mon data avail crit = 1");
  }

  /** Without these it waits a second for other monitors at every step. */
  private static List<String> quick() {
    return List.of("paxos propose interval = 0.02", "paxos min wait = 0.01");
  }

  private static List<String> quiet() {
    return List.of(
        "log file =",
        "log to stderr = true",
        "err to stderr = true",
        "debug rocksdb = 0",
        "debug rgw = 0",
        "debug mgrc = 1");
  }

  private List<String> parts() {
    return List.of(
        "[mon.a]",
        "mon data = " + folder.resolve("mon"),
        "[osd.0]",
        "osd data = " + store(),
        "osd objectstore = memstore",
        "memstore device bytes = 17179869184",
        "[" + GATEWAY + "]",
        "rgw data = " + folder.resolve("rgw"),
        // Else every small answer waits 40 ms for company.
        "rgw frontends = beast endpoint=127.0.0.1:" + port + " tcp_nodelay=1");
  }
}
