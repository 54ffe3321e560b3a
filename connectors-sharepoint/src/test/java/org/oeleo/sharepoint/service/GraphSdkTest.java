package org.oeleo.sharepoint.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.graph.drives.item.items.item.createuploadsession.CreateUploadSessionPostRequestBody;
import com.microsoft.graph.models.DriveItem;
import com.microsoft.graph.models.DriveItemCollectionResponse;
import com.microsoft.graph.models.DriveItemUploadableProperties;
import com.microsoft.graph.models.ItemReference;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.authentication.AccessTokenProvider;
import com.microsoft.kiota.authentication.AllowedHostsValidator;
import com.microsoft.kiota.authentication.BaseBearerTokenAuthenticationProvider;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The library for Graph, against the service. */
class GraphSdkTest extends ServiceUnderTest {
  private final GraphServiceClient graph = graph();

  private GraphServiceClient graph() {
    X509TrustManager trust = Certificates.server().trustManager();
    OkHttpClient http = new OkHttpClient.Builder()
        .sslSocketFactory(service.trust().getSocketFactory(), trust)
        .build();
    GraphServiceClient client =
        new GraphServiceClient(new BaseBearerTokenAuthenticationProvider(tokens()), http);
    client.getRequestAdapter().setBaseUrl(service.graphUrl() + "/v1.0");
    return client;
  }

  private AccessTokenProvider tokens() {
    String token = service.entra().token(app);
    return new AccessTokenProvider() {
      @Override
      public String getAuthorizationToken(URI uri, @Nullable Map<String, Object> context) {
        return token;
      }

      @Override
      public AllowedHostsValidator getAllowedHostsValidator() {
        return new AllowedHostsValidator("127.0.0.1");
      }
    };
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void it_finds_a_site_and_its_libraries() {
    site.addLibrary("Raw data");
    String id = graph.sites().bySiteId("127.0.0.1:/sites/Lab:").get().getId();

    assertThat(id).isEqualTo(site.id());
    assertThat(graph.sites().bySiteId(id).drives().get().getValue())
        .extracting(drive -> drive.getName())
        .containsExactly("Documents", "Raw data");
    assertThat(graph.drives().byDriveId(library.id()).get().getQuota().getRemaining())
        .isPositive();
  }

  @Test
  void it_lists_a_folder_page_by_page() {
    for (int i = 0; i < 5; i++) {
      library.put("f/" + i, new byte[] {1});
    }
    library.paging(Paging.of(3));
    var children =
        graph.drives().byDriveId(library.id()).items().byDriveItemId("root:/f:").children();
    DriveItemCollectionResponse first =
        children.get(request -> request.queryParameters.select = new String[] {"id", "name"});
    DriveItemCollectionResponse second =
        children.withUrl(first.getOdataNextLink()).get();

    assertThat(first.getValue()).extracting(DriveItem::getName).containsExactly("0", "1", "2");
    assertThat(second.getValue()).extracting(DriveItem::getName).containsExactly("3", "4");
    assertThat(second.getOdataNextLink()).isNull();
  }

  @Test
  void it_puts_reads_renames_and_deletes_a_file() throws Exception {
    var items = graph.drives().byDriveId(library.id()).items();
    String id =
        items.byDriveItemId("root:/f/a #1.txt:").content().put(stream("abc")).getId();
    DriveItem change = new DriveItem();
    change.setName("b.txt");
    ItemReference parent = new ItemReference();
    parent.setId(library.stored("").id());
    change.setParentReference(parent);

    assertThat(library.names()).containsExactly("f/a #1.txt");
    assertThat(items.byDriveItemId(id).patch(change).getName()).isEqualTo("b.txt");
    assertThat(library.names()).containsExactly("b.txt");
    try (InputStream content = items.byDriveItemId(id).content().get()) {
      assertThat(content).hasContent("abc");
    }
    items.byDriveItemId(id).delete();
    assertThat(library.names()).isEmpty();
  }

  @Test
  void it_opens_a_session() {
    DriveItemUploadableProperties item = new DriveItemUploadableProperties();
    item.setAdditionalData(Map.of("@microsoft.graph.conflictBehavior", "replace"));
    CreateUploadSessionPostRequestBody body = new CreateUploadSessionPostRequestBody();
    body.setItem(item);
    var session = graph
        .drives()
        .byDriveId(library.id())
        .items()
        .byDriveItemId("root:/a.bin:")
        .createUploadSession()
        .post(body);

    assertThat(session.getNextExpectedRanges()).isEqualTo(List.of("0-"));
    assertThat(client
            .put(session.getUploadUrl(), "abc", "Content-Range", "bytes 0-2/3")
            .status())
        .isEqualTo(201);
  }

  @Test
  void it_understands_refusals() {
    var missing = graph.drives().byDriveId(library.id()).items().byDriveItemId("root:/no:");

    assertThatThrownBy(missing::get).isInstanceOfSatisfying(ODataError.class, e -> {
      assertThat(e.getResponseStatusCode()).isEqualTo(404);
      assertThat(e.getError().getCode()).isEqualTo("itemNotFound");
    });
  }
}
