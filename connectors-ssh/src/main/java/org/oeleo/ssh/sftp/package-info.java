/**
 * The SSH File Transfer Protocol, version 3, with many requests under way at once; knows nothing of
 * SSH.
 */
@NullMarked
package org.oeleo.ssh.sftp;

import org.jspecify.annotations.NullMarked;
