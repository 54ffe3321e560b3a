package org.oeleo.sharepoint;

/** What becomes of names that SharePoint does not take. */
enum Naming {
  /** The file fails, with the reason; nothing is written. */
  REFUSE,
  /** What is not taken is written in another way, and read back as it was. */
  MAP
}
