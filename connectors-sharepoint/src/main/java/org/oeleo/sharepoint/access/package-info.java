/** How the library is reached: where it is, who asks, and by which line. */
@NullMarked
package org.oeleo.sharepoint.access;

import org.jspecify.annotations.NullMarked;
