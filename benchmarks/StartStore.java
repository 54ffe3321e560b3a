import org.oeleo.testkit.server.CephObjectStore;

/**
 * Starts an object store on the loopback address, says where it is and who may use it, and ends it
 * when its input ends. Arguments are lines of ceph.conf.
 */
class StartStore {
  public static void main(String[] lines) throws Exception {
    try (CephObjectStore store = CephObjectStore.start(lines)) {
      System.out.printf(
          "%d %s %s%n", store.port(), store.accessKey(), store.secretKey());
      while (System.in.read() >= 0) {
        // Nothing is said to it; the end of the input is the sign.
      }
    }
  }
}
