package org.oeleo.sharepoint.service;

/** How a listing is cut into pages. Immutable. */
public record Paging(int usual, int most, Oddity oddity) {
  /** 200 at a time, 1000 if asked for. */
  public static final Paging USUAL = new Paging(200, 1000, Oddity.NONE);

  /** What is wrong with the links to further pages. */
  public enum Oddity {
    NONE,
    /** There is no link although there is more. */
    NO_LINK,
    /** Each link leads to the page that it stands on. */
    SAME_PAGE,
    /** There is always one more page, and it is empty. */
    ENDLESS
  }

  /** So many at a time, however many are asked for. */
  public static Paging of(int size) {
    return new Paging(size, size, Oddity.NONE);
  }

  public Paging with(Oddity kind) {
    return new Paging(usual, most, kind);
  }

  int size(int asked) {
    return asked > 0 ? Math.min(asked, most) : Math.min(usual, most);
  }
}
