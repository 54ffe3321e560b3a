/**
 * Who the other machine is, who we are to it, and the connection between both; the only place that
 * knows JSch.
 */
@NullMarked
package org.oeleo.ssh.access;

import org.jspecify.annotations.NullMarked;
