package org.oeleo.sharepoint.service;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * Microsoft Graph, the libraries behind it and Entra before it, on the loopback only. Safe for many
 * threads.
 */
public final class GraphService implements AutoCloseable {
  private static final int THREADS = 72;

  private final ServiceClock clock = new ServiceClock();
  private final Contents contents = new Contents();
  private final Journal journal = new Journal();
  private final Faults faults = new Faults();
  private final Entra entra = new Entra(clock, contents);
  private final Sites sites = new Sites("127.0.0.1", contents, clock);
  private final Downloads downloads = new Downloads(sites, clock);
  private final Views views = new Views(downloads);
  private final UploadSessions sessions = new UploadSessions(contents, clock, views);
  private final EntraApi logins = new EntraApi(entra);
  private final GraphApi graph;
  private final HttpsServer server;
  private final ExecutorService threads;
  private final Path caBundle;

  private GraphService(HttpsServer server) throws IOException {
    this.server = server;
    ItemApi items = new ItemApi(contents, views, downloads, sessions);
    this.graph = new GraphApi(sites, entra, views, items);
    this.caBundle = Files.writeString(contents.newFile(), Certificates.server().pem());
    this.threads = Executors.newFixedThreadPool(THREADS, work -> {
      Thread thread = new Thread(work, "graph-service");
      thread.setDaemon(true);
      return thread;
    });
    downloads.base(storeUrl());
    sessions.base(storeUrl());
  }

  /** Starts with the root site only, and nobody registered. */
  public static GraphService start() {
    // Else an answer's body may wait for the acknowledgement of its headers.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      HttpsServer server = HttpsServer.create(new InetSocketAddress(loopback, 0), 0);
      GraphService service = new GraphService(server);
      server.setHttpsConfigurator(
          new HttpsConfigurator(DatedContext.of(Certificates.server().context(), service.clock)));
      server.setExecutor(service.threads);
      server.createContext(
          "/", new Door(service.clock, service.journal, service.faults, service::answer));
      server.start();
      return service;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Answer answer(Request request) throws IOException {
    String path = request.path();
    if (path.startsWith(GraphApi.PREFIX + "/")) {
      return graph.answer(request);
    }
    if (path.endsWith(UploadSessions.PATH)) {
      return sessions.answer(request);
    }
    return path.endsWith(Downloads.PATH) ? downloads.answer(request) : logins.answer(request);
  }

  /** Where Graph is, without the version. */
  public String graphUrl() {
    return "https://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Where content comes from and goes to: another host, as SharePoint is another than Graph. */
  public String storeUrl() {
    return "https://localhost:" + server.getAddress().getPort();
  }

  /**
   * A proxy by which graph.microsoft.com and the like are this service; whoever opens it closes it.
   */
  public Tunnel tunnel() {
    return Tunnel.to(server.getAddress().getPort());
  }

  /** Where Entra is. */
  public String authorityUrl() {
    return graphUrl() + "/";
  }

  /** A PEM file of who vouches for both; it goes with the service. */
  public Path caBundle() {
    return caBundle;
  }

  /** What a client needs in order to believe both. */
  public SSLContext trust() {
    return Certificates.server().trust();
  }

  /** A new site with its one library, of the given path on the server: "/sites/Lab". */
  public Site addSite(String path) {
    return sites.add(path);
  }

  public Entra entra() {
    return entra;
  }

  public Faults faults() {
    return faults;
  }

  public Journal journal() {
    return journal;
  }

  public UploadSessions sessions() {
    return sessions;
  }

  /** No address to download from that was given out is good for anything any more. */
  public void expireDownloads() {
    downloads.expireAll();
  }

  /** How far the clock of the service is ahead of ours. */
  public void clockAhead(Duration by) {
    clock.ahead(by);
  }

  /** Time passes on the clock of the service. */
  public void pass(Duration time) {
    clock.pass(time);
  }

  public Instant now() {
    return clock.instant();
  }

  @Override
  public void close() {
    faults.clear();
    server.stop(0);
    threads.shutdownNow();
    contents.close();
  }
}
