/** When, and how often, a worker runs. */
@NullMarked
package org.oeleo.schedule;

import org.jspecify.annotations.NullMarked;
