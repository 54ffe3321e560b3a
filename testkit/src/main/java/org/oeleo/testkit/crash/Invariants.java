package org.oeleo.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.oeleo.spi.Checksum;

/**
 * What must hold at a {@link Worksite} where a program was killed, and what after it ran through.
 */
public record Invariants(Worksite site) {
  /** However and whenever the program died, before anybody has put anything right. */
  public void holdAfterACrash(Started program) throws IOException {
    LedgerView ledger = LedgerView.of(site.ledger());
    assertThat(ledger.damage()).as("damage of the ledger").isEmpty();
    assertThat(Watch.strangers(site.destination(), site.source()))
        .as("final names that hold no whole version")
        .isEmpty();
    assertThat(untrue(ledger))
        .as("what the ledger calls verified and is not so")
        .isEmpty();
    assertThat(ledger.sentTwice()).as("sent again although recorded").isEmpty();
    assertThat(site.disturbedNeighbours()).as("changed outside of the roots").isEmpty();
    assertThat(program.output()).noneMatch(line -> line.contains(Worksite.SECRET));
    assertThat(site.filesWithSecret()).as("files that tell the password").isEmpty();
  }

  /** After a run that nobody disturbed, of a source that was at rest. */
  public void holdAtRest(Started program) throws IOException {
    holdAfterACrash(program);
    LedgerView ledger = LedgerView.of(site.ledger());
    assertThat(unsent(ledger)).as("neither arrived nor open in the ledger").isEmpty();
    assertThat(site.destination().temporaryNames()).as("temporary files left").isEmpty();
    assertThat(ledger.begun()).as("transfers begun").isSubsetOf(ledger.failed());
  }

  /** What the ledger calls verified although the destination holds something else. */
  public List<String> untrueRows() throws IOException {
    return untrue(LedgerView.of(site.ledger()));
  }

  /** A transfer that is entered may have replaced the file meanwhile. */
  private List<String> untrue(LedgerView ledger) throws IOException {
    List<String> untrue = new ArrayList<>();
    for (Map.Entry<String, Checksum> row : ledger.verified().entrySet()) {
      String name = row.getKey();
      Checksum recorded = row.getValue();
      Optional<Checksum> there = site.destination().hash(name, recorded.algorithm());
      if (there.filter(recorded::matches).isEmpty() && !ledger.begun().contains(name)) {
        untrue.add(name + ": recorded " + recorded + ", found " + there);
      }
    }
    return untrue;
  }

  private Map<String, String> unsent(LedgerView ledger) throws IOException {
    Map<String, String> unsent = new TreeMap<>(site.source().files());
    unsent.entrySet().removeAll(site.destination().finalFiles().entrySet());
    unsent.keySet().removeAll(ledger.failed());
    return unsent;
  }
}
