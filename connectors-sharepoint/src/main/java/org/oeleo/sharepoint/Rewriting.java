package org.oeleo.sharepoint;

import java.util.Locale;
import java.util.Set;

/**
 * Which files SharePoint changes on receipt: it writes properties of its own into documents of
 * Office and into pages, so that size and hash differ from what was sent, by other bytes each time.
 * Microsoft calls this by design and lists the kinds nowhere; these are the ones that users have
 * met (rclone#2599, onedrive-api-docs#935).
 */
final class Rewriting {
  private static final Set<String> EXTENSIONS = Set.of(
      "doc", "docm", "docx", "dot", "dotm", "dotx", "xls", "xlsb", "xlsm", "xlsx", "xlt", "xltm",
      "xltx", "pot", "potm", "potx", "pps", "ppsm", "ppsx", "ppt", "pptm", "pptx", "vsd", "vsdm",
      "vsdx", "pub", "mpp", "msg", "pdf", "htm", "html", "mht", "mhtml", "aspx", "xhtml");

  private Rewriting() {}

  /** Whether a file of this name may be changed on receipt. */
  static boolean mayHappenTo(String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1);
    return EXTENSIONS.contains(extension.toLowerCase(Locale.ROOT));
  }
}
