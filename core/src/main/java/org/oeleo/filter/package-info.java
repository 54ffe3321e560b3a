/** Which files exist for a worker: by name, by place, by size and by time. */
@NullMarked
package org.oeleo.filter;

import org.jspecify.annotations.NullMarked;
