/** What authors of connectors test with. */
@NullMarked
package org.oeleo.testkit;

import org.jspecify.annotations.NullMarked;
