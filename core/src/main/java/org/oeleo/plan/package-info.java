/** What to do with one path: pure functions of what is known about it. */
@NullMarked
package org.oeleo.plan;

import org.jspecify.annotations.NullMarked;
