package org.oeleo.sharepoint.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Folders and libraries, page by page. */
class ListingTest extends ServiceUnderTest {
  private List<String> all(String address, int mostPages) {
    List<String> names = new ArrayList<>();
    String next = address;
    for (int page = 0; page < mostPages && !next.isEmpty(); page++) {
      JsonNode reply = client.get(next).json();
      reply.path("value").forEach(item -> names.add(item.path("name").asText()));
      next = reply.path("@odata.nextLink").asText();
    }
    return names;
  }

  private void put(int count) {
    for (int i = 0; i < count; i++) {
      library.put(String.format("f/%05d", i), new byte[] {1});
    }
  }

  @Test
  void a_page_has_200_items_unless_more_are_asked_for() {
    put(250);

    assertThat(client.get(drive + "/root:/f:/children").json().path("value")).hasSize(200);
    assertThat(client.get(drive + "/root:/f:/children?$top=230").json().path("value"))
        .hasSize(230);
    assertThat(all(drive + "/root:/f:/children?$select=id,name", 9))
        .hasSize(250)
        .isSorted();
  }

  @Test
  void what_comes_and_goes_between_two_pages_neither_hides_nor_repeats_another() {
    put(4);
    library.paging(Paging.of(2));
    String next = client.get(drive + "/root:/f:/children").link("@odata.nextLink");
    library.delete("f/00000");
    library.put("f/00009", new byte[0]);

    assertThat(all(next, 9)).containsExactly("00002", "00003", "00009");
  }

  @Test
  void links_may_be_missing_or_lead_nowhere() {
    put(3);
    library.paging(Paging.of(2).with(Paging.Oddity.NO_LINK));
    assertThat(all(drive + "/root:/f:/children", 5)).hasSize(2);
    library.paging(Paging.of(2).with(Paging.Oddity.SAME_PAGE));
    assertThat(all(drive + "/root:/f:/children", 5))
        .hasSize(10)
        .contains("00000")
        .doesNotContain("00002");
    library.paging(Paging.of(2).with(Paging.Oddity.ENDLESS));
    assertThat(all(drive + "/root:/f:/children", 5)).hasSize(3);
  }

  @Test
  void a_page_of_any_number_may_fail() {
    put(3);
    library.paging(Paging.of(1));
    service.faults().on("GET", "/children$").nth(2).answers(503, "serviceNotAvailable");

    Client.Reply first = client.get(drive + "/root:/f:/children");
    Client.Reply second = client.get(first.link("@odata.nextLink"));
    assertThat(first.status()).isEqualTo(200);
    assertThat(second.code()).isEqualTo("serviceNotAvailable");
  }

  @Test
  void a_listing_of_many_files_takes_its_time_but_not_too_much() {
    put(20_000);

    assertThat(all(drive + "/root:/f:/children?$top=1000&$select=name,size", 99))
        .hasSize(20_000);
    assertThat(service.journal().count("GET", "/children$")).isEqualTo(20);
  }

  @Test
  void the_libraries_of_a_site_come_in_pages_too() {
    site.addLibrary("Raw data");
    site.addLibrary("Plots", "P");
    site.paging(Paging.of(1));

    assertThat(all("/sites/" + site.id() + "/drives", 9))
        .containsExactly("Documents", "Raw data", "Plots");
  }
}
