package org.oeleo.sharepoint.service;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which part of a file a request brings. Immutable. See <a
 * href="https://learn.microsoft.com/graph/api/driveitem-createuploadsession#upload-bytes-to-the-upload-session">upload
 * bytes to the upload session</a>.
 */
record Slice(long first, long last, long total) {
  private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");
  private static final long UNIT = 320 * 1024;
  private static final long MOST = 60L * 1024 * 1024;

  static Slice of(Request request) {
    Matcher range = RANGE.matcher(request.header("Content-Range").orElse(""));
    if (!range.matches()) {
      throw Refusal.invalid("Invalid Content-Range header value");
    }
    Slice slice = new Slice(
        Long.parseLong(range.group(1)),
        Long.parseLong(range.group(2)),
        Long.parseLong(range.group(3)));
    slice.check(request.header("Content-Length").map(Long::parseLong).orElse(-1L));
    return slice;
  }

  private void check(long contentLength) {
    if (first > last || last >= total) {
      throw Refusal.invalid("Invalid Content-Range header value");
    }
    if (contentLength != length()) {
      throw Refusal.invalid("Content-Length does not match the range of Content-Range");
    }
    if (length() >= MOST) {
      String message = "Maximum request length exceeded.";
      throw new Refusal(413, "invalidRequest", message).detailed("maxFragmentLengthExceeded");
    }
    if (last < total - 1 && length() % UNIT != 0) {
      String message = "The size of a fragment must be a multiple of 327680 bytes.";
      throw new Refusal(400, "invalidRange", message);
    }
  }

  long length() {
    return last - first + 1;
  }
}
