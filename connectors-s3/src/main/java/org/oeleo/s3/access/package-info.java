/** How the object store is reached: where it is, who asks, what it understands. */
@NullMarked
package org.oeleo.s3.access;

import org.jspecify.annotations.NullMarked;
