package org.oeleo.s3;

import java.util.Optional;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Content;
import org.oeleo.spi.Expectation;
import org.oeleo.spi.Kind;

/**
 * What a request asks the store to compare before it replaces what is there. Immutable.
 *
 * @param ifMatch the ETag that must be there
 * @param ifNoneMatch {@code *} if nothing may be there
 */
record Conditions(Optional<String> ifMatch, Optional<String> ifNoneMatch) {
  static Conditions none() {
    return new Conditions(Optional.empty(), Optional.empty());
  }

  static Conditions of(Content content) {
    Expectation expected = content.expects();
    if (expected instanceof Expectation.Nothing) {
      return new Conditions(Optional.empty(), Optional.of("*"));
    }
    if (expected instanceof Expectation.Version version) {
      return new Conditions(version.entry().tag().map(tag -> '"' + tag + '"'), Optional.empty());
    }
    return none();
  }

  /**
   * Where a version was expected, S3 says of nothing that it is not there, and not of conditions.
   */
  ConnectorException explain(ConnectorException failure) {
    return ifMatch.isPresent() && failure.kind() == Kind.NOT_FOUND
        ? new ConnectorException(Kind.CHANGED, "what was expected to be replaced is gone", failure)
        : failure;
  }
}
