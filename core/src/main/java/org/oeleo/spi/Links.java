package org.oeleo.spi;

import org.oeleo.settings.Setting;

/** What is done with a symbolic link to a file; one to a folder is never followed. */
public enum Links {
  /** It is reported and left out. */
  SKIP,
  /** Its content is listed and read, wherever it is. */
  FOLLOW;

  /** For connectors to stores that have links. */
  public static final Setting<Links> SETTING = Setting.choice(
          "LINKS",
          "What to do with a symbolic link to a file: leave it out, or take the content it"
              + " points to, wherever that is. A link to a folder is never followed.",
          Links.class)
      .orElse(SKIP);
}
