/** A connector as an author outside the project writes one: files kept gzip-compressed. */
@NullMarked
package org.oeleo.examples.gzip;

import org.jspecify.annotations.NullMarked;
