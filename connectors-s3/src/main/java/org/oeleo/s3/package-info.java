/** Files in a bucket of an object store; found by {@link java.util.ServiceLoader} only. */
@NullMarked
package org.oeleo.s3;

import org.jspecify.annotations.NullMarked;
