/** Files in a document library of SharePoint, reached by Microsoft Graph. */
@NullMarked
package org.oeleo.sharepoint;

import org.jspecify.annotations.NullMarked;
