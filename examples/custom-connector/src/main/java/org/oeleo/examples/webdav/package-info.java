/**
 * A connector of a third party, complete: files on a web server that speaks WebDAV, by what the JDK
 * brings. {@code docs/writing-a-connector.md} walks through it.
 */
@NullMarked
package org.oeleo.examples.webdav;

import org.jspecify.annotations.NullMarked;
