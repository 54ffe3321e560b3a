package org.oeleo.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Endpoint;
import org.oeleo.Report;
import org.oeleo.RetryPolicy;
import org.oeleo.Worker;
import org.oeleo.WorkerBuilder;
import org.oeleo.event.Event;
import org.oeleo.event.Outcome;
import org.oeleo.settings.Settings;
import org.oeleo.spi.Connector;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.SampleContent;
import org.oeleo.testkit.server.TcpProxy;
import org.oeleo.testkit.server.TcpProxy.Direction;
import org.oeleo.testkit.server.WithCeph;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** What a worker makes of a bucket, also if the store goes away in the middle. */
@Timeout(120)
class WorkerTest {
  @RegisterExtension
  static final WithCeph CEPH = new WithCeph();

  private static final int PART = 8 * 1024 * 1024;
  private static final int SIZE = 5 * PART;
  private static final int CUT = 3 * PART + PART / 2;

  @TempDir
  Path place;

  private Path from;
  private String root;

  @BeforeEach
  void makePlaces() throws Exception {
    from = Files.createDirectory(place.resolve("from"));
    TestServer server = new TestServer(
        URI.create(CEPH.store().endpoint()),
        AwsBasicCredentials.create(CEPH.store().accessKey(), CEPH.store().secretKey()));
    root = "s3://" + server.newBucket() + "/lab";
  }

  private WorkerBuilder worker(Map<String, String> settings) throws Exception {
    return Worker.builder()
        .local(from)
        .external(Endpoint.of("s3", root, Settings.of(settings)))
        .ledger(place.resolve("ledger.db"))
        .settle(Duration.ZERO)
        .retry(new RetryPolicy(5, Duration.ZERO, Duration.ZERO));
  }

  private byte[] stored(String name) throws Exception {
    try (Connector connector = new S3ConnectorProvider().open(root, Settings.of(CEPH.settings()));
        InputStream in = connector.read(RelativePath.of(name), 0)) {
      return in.readAllBytes();
    }
  }

  @Test
  void what_is_new_is_copied_once() throws Exception {
    byte[] large = SampleContent.noise(2 * PART + 1);
    Files.write(from.resolve("large"), large);
    Files.writeString(from.resolve("small"), "small");

    Report first = worker(CEPH.settings()).build().run();
    Report second = worker(CEPH.settings()).build().run();

    assertThat(first.totals().of(Outcome.COPIED)).as(first.message()).isEqualTo(2);
    assertThat(second.totals().of(Outcome.COPIED)).as(second.message()).isZero();
    assertThat(stored("large")).isEqualTo(large);
    assertThat(stored("small")).asString().isEqualTo("small");
  }

  @Test
  void a_line_that_breaks_in_mid_file_costs_the_part_under_way_only() throws Exception {
    byte[] bytes = SampleContent.noise(SIZE);
    Files.write(from.resolve("large"), bytes);
    try (TcpProxy proxy = TcpProxy.to(CEPH.store().port())) {
      proxy.cutAfter(Direction.TO_SERVER, CUT);
      Map<String, String> settings = new HashMap<>(CEPH.settings(proxy.port()));
      settings.put("OELEO_PARTS_AT_ONCE", "1");
      Worker worker = worker(settings)
          .listener(event -> {
            if (event instanceof Event.FileRetried) {
              proxy.heal();
            }
          })
          .build();

      Report report = worker.run();

      assertThat(report.totals().of(Outcome.COPIED)).as(report.message()).isEqualTo(1);
      // Begun anew it would be all that had passed more.
      assertThat(proxy.passed(Direction.TO_SERVER)).isBetween((long) SIZE, (long) SIZE + PART);
    }
    assertThat(stored("large")).isEqualTo(bytes);
  }
}
