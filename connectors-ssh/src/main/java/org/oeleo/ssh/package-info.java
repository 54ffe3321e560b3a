/** Files on another machine, reached by SSH; found by {@link java.util.ServiceLoader} only. */
@NullMarked
package org.oeleo.ssh;

import org.jspecify.annotations.NullMarked;
