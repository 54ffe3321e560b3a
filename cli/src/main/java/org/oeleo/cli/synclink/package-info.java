/** Takes over what was configured for files-sync-link. */
@NullMarked
package org.oeleo.cli.synclink;

import org.jspecify.annotations.NullMarked;
