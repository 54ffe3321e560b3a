package org.oeleo.sharepoint.service;

import java.util.Map;

/**
 * The service does not do what it was asked. See <a
 * href="https://learn.microsoft.com/graph/errors">errors</a> and <a
 * href="https://learn.microsoft.com/onedrive/developer/rest-api/concepts/errors">their codes</a>.
 */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String detail;
  private final transient Map<String, String> headers;

  private Refusal(int status, String code, Map<String, String> headers, String... messages) {
    super(messages[0]);
    this.status = status;
    this.code = code;
    this.detail = messages.length > 1 ? messages[1] : "";
    this.headers = headers;
  }

  Refusal(int status, String code, String message) {
    this(status, code, Map.of(), message);
  }

  /** With the more precise code that stands inside. */
  Refusal detailed(String innerCode) {
    return new Refusal(status, code, headers, message(), innerCode);
  }

  Refusal with(Map<String, String> more) {
    return new Refusal(status, code, more, message(), detail);
  }

  static Refusal notFound() {
    return new Refusal(404, "itemNotFound", "The resource could not be found.");
  }

  static Refusal nameTaken() {
    return new Refusal(409, "nameAlreadyExists", "Name already exists");
  }

  static Refusal invalid(String message) {
    return new Refusal(400, "invalidRequest", message);
  }

  static Refusal changedMeanwhile() {
    String message = "ETag does not match current item's value";
    return new Refusal(412, "resourceModified", message).detailed("entityTagDoesNotMatch");
  }

  static Refusal denied() {
    return new Refusal(403, "accessDenied", "Access denied");
  }

  static Refusal locked() {
    String message = "The resource you are attempting to access is locked";
    return new Refusal(423, "resourceLocked", message);
  }

  static Refusal noSpace() {
    return new Refusal(507, "quotaLimitReached", "Insufficient Space Available");
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  String message() {
    return String.valueOf(getMessage());
  }

  String detail() {
    return detail;
  }

  Map<String, String> headers() {
    return headers;
  }
}
