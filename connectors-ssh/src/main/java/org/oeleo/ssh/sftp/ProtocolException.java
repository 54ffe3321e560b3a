package org.oeleo.ssh.sftp;

/** Says that the server does not keep to the protocol, so that nothing it sent can be trusted. */
public final class ProtocolException extends ConnectionLostException {
  private static final long serialVersionUID = 1L;

  ProtocolException(String message) {
    super(message);
  }

  private ProtocolException(ProtocolException cause) {
    super(String.valueOf(cause.getMessage()), cause);
  }

  @Override
  ProtocolException again() {
    return new ProtocolException(this);
  }
}
