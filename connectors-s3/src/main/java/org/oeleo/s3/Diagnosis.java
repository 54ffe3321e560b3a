package org.oeleo.s3;

import java.util.Map;
import org.oeleo.spi.Kind;

/** What a refusal means, by its code or, without one, by its status. Immutable. */
record Diagnosis(Kind kind, String words) {
  private static final Diagnosis ABSENT = new Diagnosis(Kind.NOT_FOUND, "is not there");
  private static final Diagnosis DENIED =
      new Diagnosis(Kind.ACCESS_DENIED, "permission is missing");
  private static final Diagnosis WHO =
      new Diagnosis(Kind.AUTHENTICATION, "the credentials are refused");
  private static final Diagnosis BUSY =
      new Diagnosis(Kind.THROTTLED, "the store asks to slow down");
  private static final Diagnosis OVERTAKEN =
      new Diagnosis(Kind.CHANGED, "something else is there than was expected");
  private static final Diagnosis FULL =
      new Diagnosis(Kind.NO_SPACE, "the store is full or over quota");
  private static final Diagnosis DAMAGED =
      new Diagnosis(Kind.CORRUPTED, "what arrived is not what was sent");
  private static final Diagnosis BIG =
      new Diagnosis(Kind.REJECTED, "is larger than the store takes");
  private static final Diagnosis CONFLICT =
      new Diagnosis(Kind.IO_ERROR, "somebody else wrote there at the same moment");
  private static final Diagnosis TROUBLE =
      new Diagnosis(Kind.IO_ERROR, "the store has trouble of its own");
  private static final Diagnosis REFUSED = new Diagnosis(Kind.REJECTED, "the store said no");

  /** The codes of "Error responses" in the S3 API reference, and those of Ceph. */
  private static final Map<String, Diagnosis> BY_CODE = Map.ofEntries(
      Map.entry("NoSuchKey", ABSENT),
      Map.entry("NoSuchBucket", new Diagnosis(Kind.UNREACHABLE, "the bucket is not there")),
      Map.entry("AccessDenied", DENIED),
      Map.entry("AllAccessDisabled", DENIED),
      Map.entry("AccountProblem", DENIED),
      Map.entry("InvalidAccessKeyId", WHO),
      Map.entry("SignatureDoesNotMatch", WHO),
      Map.entry("ExpiredToken", new Diagnosis(Kind.AUTHENTICATION, "the credentials have expired")),
      Map.entry(
          "ExpiredTokenException",
          new Diagnosis(Kind.AUTHENTICATION, "the credentials have expired")),
      Map.entry("NotImplemented", new Diagnosis(Kind.UNSUPPORTED, "the store cannot do this")),
      Map.entry(
          "InvalidObjectState",
          new Diagnosis(Kind.REJECTED, "is archived: have the store bring it back first")),
      Map.entry("TokenRefreshRequired", WHO),
      Map.entry("InvalidToken", WHO),
      Map.entry("InvalidSecurity", WHO),
      Map.entry("NotSignedUp", WHO),
      Map.entry(
          "RequestTimeTooSkewed",
          new Diagnosis(Kind.AUTHENTICATION, "the clocks are too far apart")),
      Map.entry("SlowDown", BUSY),
      Map.entry("Throttling", BUSY),
      Map.entry("ThrottlingException", BUSY),
      Map.entry("RequestLimitExceeded", BUSY),
      Map.entry("TooManyRequests", BUSY),
      Map.entry("PreconditionFailed", OVERTAKEN),
      Map.entry("ConditionalRequestConflict", CONFLICT),
      Map.entry("OperationAborted", CONFLICT),
      Map.entry("QuotaExceeded", FULL),
      Map.entry("InsufficientCapacity", FULL),
      Map.entry("XMinioStorageFull", FULL),
      Map.entry(
          "KeyTooLongError",
          new Diagnosis(Kind.INVALID_NAME, "the name is too long for the store")),
      Map.entry("BadDigest", DAMAGED),
      Map.entry("IncompleteBody", DAMAGED),
      Map.entry("XAmzContentChecksumMismatch", DAMAGED),
      Map.entry("XAmzContentSHA256Mismatch", DAMAGED),
      Map.entry("EntityTooLarge", BIG),
      Map.entry("InternalError", TROUBLE),
      Map.entry(
          "NoSuchUpload", new Diagnosis(Kind.IO_ERROR, "the parts sent so far have been deleted")),
      Map.entry(
          "RequestTimeout", new Diagnosis(Kind.UNREACHABLE, "the line was silent for too long")),
      Map.entry(
          "PermanentRedirect",
          new Diagnosis(Kind.REJECTED, "the bucket is in another region: set it")),
      Map.entry(
          "AuthorizationHeaderMalformed",
          new Diagnosis(Kind.REJECTED, "the bucket is in another region: set it")));

  static Diagnosis of(String code, int status) {
    Diagnosis known = BY_CODE.get(code);
    return known != null ? known : byStatus(status);
  }

  private static Diagnosis byStatus(int status) {
    return switch (status) {
      case 301, 307 ->
        new Diagnosis(Kind.REJECTED, "the bucket is somewhere else: check region and endpoint");
      case 401 -> WHO;
      case 403 -> DENIED;
      case 404 -> ABSENT;
      case 408, 502, 504 -> new Diagnosis(Kind.UNREACHABLE, "the store cannot be reached");
      case 412 -> OVERTAKEN;
      case 409 -> CONFLICT;
      case 413 -> BIG;
      case 429, 503 -> BUSY;
      case 507 -> FULL;
      default -> status >= 500 ? TROUBLE : REFUSED;
    };
  }
}
