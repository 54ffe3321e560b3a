package org.oeleo.internal;

import java.io.IOException;
import java.util.List;
import org.oeleo.Verify;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Proof;
import org.oeleo.spi.RelativePath;

/** Proves that what arrived is what was sent. Safe for many threads. */
final class Verifier {
  private final Connector destination;
  private final Hasher hasher;
  private final HashAlgorithm recorded;
  private final HashAlgorithm compared;
  private final Proof.Method method;
  private final List<HashAlgorithm> algorithms;

  Verifier(Connector destination, Hasher hasher, Job.Safety safety) throws ConnectorException {
    this.destination = destination;
    this.hasher = hasher;
    this.recorded = safety.hash();
    this.method = method(destination, safety);
    this.compared = switch (method) {
      case HASH -> named(destination, recorded);
      case REREAD -> ReadBack.ALGORITHM;
      case SIZE, RECEIVED, ALTERED, ACCEPTED, ADOPTED, MARKED, INHERITED -> recorded;
    };
    this.algorithms = recorded.equals(compared) ? List.of(recorded) : List.of(recorded, compared);
  }

  private static Proof.Method method(Connector destination, Job.Safety safety)
      throws ConnectorException {
    boolean names = !destination.capabilities().hashes().isEmpty();
    boolean here = destination.capabilities().has(Capability.LOCAL_FILES);
    boolean onReceipt = destination.capabilities().has(Capability.VERIFIED_WRITE);
    if (destination.capabilities().has(Capability.WRITE_ONLY)) {
      return unseen(safety.verify());
    }
    return switch (safety.verify()) {
      case SIZE -> Proof.Method.SIZE;
      case REREAD -> Proof.Method.REREAD;
      // On this machine reading back is no transfer, and is what the store would do itself.
      case AUTO, CONTENT -> {
        if (onReceipt) {
          yield Proof.Method.RECEIVED;
        }
        if (names && !here) {
          yield Proof.Method.HASH;
        }
        boolean reread = here || safety.verify() == Verify.CONTENT;
        yield reread ? Proof.Method.REREAD : Proof.Method.SIZE;
      }
      case HASH -> {
        if (!names) {
          throw new ConnectorException(
              Kind.UNSUPPORTED,
              "OELEO_VERIFY=" + Verify.HASH.name().toLowerCase(java.util.Locale.ROOT)
                  + " needs a store that names hashes, and the destination does not;"
                  + " use reread or size");
        }
        yield here ? Proof.Method.REREAD : Proof.Method.HASH;
      }
    };
  }

  /** Where nothing can be read back, and no size be told, there is only the taker's word. */
  private static Proof.Method unseen(Verify asked) throws ConnectorException {
    if (asked != Verify.AUTO && asked != Verify.SIZE) {
      throw new ConnectorException(
          Kind.UNSUPPORTED,
          "OELEO_VERIFY=" + asked.name().toLowerCase(java.util.Locale.ROOT)
              + " needs a destination that can be read, and this one only takes files; use auto");
    }
    return Proof.Method.ACCEPTED;
  }

  /** The hash asked for if the store names it, else the strongest that it names. */
  private static HashAlgorithm named(Connector store, HashAlgorithm wanted) {
    return store.capabilities().names(wanted)
        ? wanted
        : store.capabilities().hashes().get(0);
  }

  /** Which hashes have to be computed while sending. */
  List<HashAlgorithm> algorithms() {
    return algorithms;
  }

  Proof.Method method() {
    return method;
  }

  /** Whether more than the size is compared. */
  boolean comparesContent() {
    return method != Proof.Method.SIZE && method != Proof.Method.ACCEPTED;
  }

  /**
   * Compares what is at {@code place} with what was sent.
   *
   * @throws ConnectorException CORRUPTED if they differ
   */
  Proof.Method verify(RelativePath place, FileEntry arrived, SourceContent sent)
      throws IOException {
    if (sent.isAltered()) {
      return Proof.Method.ALTERED;
    }
    if (arrived.size() != sent.size()) {
      throw corrupted(place, arrived.size() + " bytes instead of " + sent.size());
    }
    if (!comparesContent() || method == Proof.Method.RECEIVED) {
      return method;
    }
    Checksum wanted = of(compared, sent.checksums());
    Checksum found = method == Proof.Method.REREAD
        ? hasher.read(destination, place, compared)
        : hasher.hash(destination, place, compared);
    if (!found.matches(wanted)) {
      throw corrupted(place, found + " instead of " + wanted);
    }
    return method;
  }

  /** The checksum for the ledger. */
  Checksum recorded(SourceContent sent) throws IOException {
    return of(recorded, sent.checksums());
  }

  private static Checksum of(HashAlgorithm algorithm, List<Checksum> checksums) {
    for (Checksum checksum : checksums) {
      if (checksum.algorithm().equals(algorithm)) {
        return checksum;
      }
    }
    throw new IllegalStateException(algorithm + " was not computed");
  }

  private ConnectorException corrupted(RelativePath place, String how) {
    return new ConnectorException(
        Kind.CORRUPTED,
        "what arrived differs from what was sent: " + destination.locate(place) + " has " + how);
  }
}
