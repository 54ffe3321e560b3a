package org.oeleo.sharepoint.access;

import java.util.Map;
import org.oeleo.spi.Kind;

/** What a refusal of Graph means, by its code or, without one, by its status. Immutable. */
record Diagnosis(Kind kind, String words) {
  private static final Diagnosis ABSENT = new Diagnosis(Kind.NOT_FOUND, "is not there");
  private static final Diagnosis DENIED = new Diagnosis(
      Kind.ACCESS_DENIED, "may not be used: the app registration has no permission for it");
  private static final Diagnosis WHO =
      new Diagnosis(Kind.AUTHENTICATION, "Graph refuses the token of this app registration");
  private static final Diagnosis BUSY =
      new Diagnosis(Kind.THROTTLED, "SharePoint asks to slow down");
  private static final Diagnosis HELD =
      new Diagnosis(Kind.BUSY, "is locked: somebody has it open, or checked it out");
  private static final Diagnosis OVERTAKEN =
      new Diagnosis(Kind.CHANGED, "something else is there than was expected");
  private static final Diagnosis FULL =
      new Diagnosis(Kind.NO_SPACE, "the site is full or over quota");
  private static final Diagnosis BIG =
      new Diagnosis(Kind.REJECTED, "is larger than SharePoint takes");
  private static final Diagnosis NAME =
      new Diagnosis(Kind.INVALID_NAME, "is a name that SharePoint does not take");
  private static final Diagnosis AWAY = new Diagnosis(Kind.UNREACHABLE, "Graph cannot be reached");
  private static final Diagnosis TROUBLE =
      new Diagnosis(Kind.IO_ERROR, "SharePoint has trouble of its own");
  private static final Diagnosis REFUSED = new Diagnosis(Kind.REJECTED, "SharePoint said no");

  /** See Microsoft Graph, "Error responses" and, for files, "Error codes" of OneDrive. */
  private static final Map<String, Diagnosis> BY_CODE = Map.ofEntries(
      Map.entry("itemNotFound", ABSENT),
      Map.entry("accessDenied", DENIED),
      Map.entry("resourceLocked", HELD),
      Map.entry("nameAlreadyExists", OVERTAKEN),
      Map.entry("resourceModified", OVERTAKEN),
      Map.entry("quotaLimitReached", FULL),
      Map.entry("insufficientStorage", FULL),
      Map.entry("activityLimitReached", BUSY),
      Map.entry("tooManyRequests", BUSY),
      Map.entry("serviceNotAvailable", BUSY),
      Map.entry("maxFileSizeExceeded", BIG),
      Map.entry("fileTooLarge", BIG),
      Map.entry("invalidFileName", NAME),
      Map.entry("nameContainsInvalidCharacters", NAME),
      Map.entry("pathIsTooLong", NAME),
      Map.entry(
          "malwareDetected",
          new Diagnosis(Kind.REJECTED, "is taken for malware by SharePoint's virus scanner")));

  static Diagnosis of(String code, int status) {
    // Only where the status says less than the code: 401 and 403 come with many.
    Diagnosis known = BY_CODE.get(code);
    return known != null && (status < 500 || known.kind() != Kind.NOT_FOUND)
        ? known
        : byStatus(status);
  }

  private static Diagnosis byStatus(int status) {
    return switch (status) {
      case 401 -> WHO;
      case 403 -> DENIED;
      case 404, 410 -> ABSENT;
      case 408, 502, 504 -> AWAY;
      case 409, 412 -> OVERTAKEN;
      case 413 -> BIG;
      case 423 -> HELD;
      case 429, 503, 509 -> BUSY;
      case 507 -> FULL;
      default -> status >= 500 ? TROUBLE : REFUSED;
    };
  }
}
