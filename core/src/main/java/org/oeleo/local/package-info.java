/** The connector for folders of this machine and whatever is mounted there. */
@NullMarked
package org.oeleo.local;

import org.jspecify.annotations.NullMarked;
