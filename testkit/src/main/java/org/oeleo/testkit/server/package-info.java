/** Servers of other people that tests start on this machine, and the bad line to reach them by. */
@NullMarked
package org.oeleo.testkit.server;

import org.jspecify.annotations.NullMarked;
