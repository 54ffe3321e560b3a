/** When things happen, and how fast. */
@NullMarked
package org.oeleo.schedule;

import org.jspecify.annotations.NullMarked;
