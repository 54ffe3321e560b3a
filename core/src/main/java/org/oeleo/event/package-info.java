/** What happened, for those who look on. Nothing here can steer. */
@NullMarked
package org.oeleo.event;

import org.jspecify.annotations.NullMarked;
