/** What happens when: the faults of the table in docs/operations.md, each with its outcome. */
@NullMarked
package org.oeleo.cli.faults;

import org.jspecify.annotations.NullMarked;
