package org.oeleo.sharepoint.service;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/**
 * Encrypts what it is given, with the time of another clock in the header Date: the JDK's server
 * writes the time of the machine there, whatever it is told. One thread at a time.
 */
final class Dated extends SSLEngine {
  private static final byte[] NAME = "\r\nDate: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] STATUS = "HTTP/1.1 ".getBytes(StandardCharsets.US_ASCII);
  private static final int LENGTH = "Mon, 01 Jan 2024 00:00:00 GMT".length();
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
          "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
      .withZone(ZoneOffset.UTC);

  private final SSLEngine engine;
  private final Clock clock;

  Dated(SSLEngine engine, Clock clock) {
    super(engine.getPeerHost(), engine.getPeerPort());
    this.engine = engine;
    this.clock = clock;
  }

  private void date(ByteBuffer plain) {
    if (plain.isReadOnly() || !matches(plain, plain.position(), STATUS)) {
      return;
    }
    for (int i = plain.position(); i < plain.limit(); i++) {
      if (matches(plain, i, NAME) && i + NAME.length + LENGTH <= plain.limit()) {
        byte[] date = DATE.format(clock.instant()).getBytes(StandardCharsets.US_ASCII);
        plain.put(i + NAME.length, date);
        return;
      }
    }
  }

  private static boolean matches(ByteBuffer plain, int from, byte[] wanted) {
    boolean same = from + wanted.length <= plain.limit();
    for (int i = 0; same && i < wanted.length; i++) {
      same = plain.get(from + i) == wanted[i];
    }
    return same;
  }

  @Override
  public SSLEngineResult wrap(ByteBuffer[] plain, int from, int count, ByteBuffer encrypted)
      throws SSLException {
    for (int i = from; i < from + count; i++) {
      date(plain[i]);
    }
    return engine.wrap(plain, from, count, encrypted);
  }

  @Override
  public SSLEngineResult unwrap(ByteBuffer encrypted, ByteBuffer[] plain, int from, int count)
      throws SSLException {
    return engine.unwrap(encrypted, plain, from, count);
  }

  @Override
  public Runnable getDelegatedTask() {
    return engine.getDelegatedTask();
  }

  @Override
  public void closeInbound() throws SSLException {
    engine.closeInbound();
  }

  @Override
  public boolean isInboundDone() {
    return engine.isInboundDone();
  }

  @Override
  public void closeOutbound() {
    engine.closeOutbound();
  }

  @Override
  public boolean isOutboundDone() {
    return engine.isOutboundDone();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return engine.getSupportedCipherSuites();
  }

  @Override
  public String[] getEnabledCipherSuites() {
    return engine.getEnabledCipherSuites();
  }

  @Override
  public void setEnabledCipherSuites(String[] suites) {
    engine.setEnabledCipherSuites(suites);
  }

  @Override
  public String[] getSupportedProtocols() {
    return engine.getSupportedProtocols();
  }

  @Override
  public String[] getEnabledProtocols() {
    return engine.getEnabledProtocols();
  }

  @Override
  public void setEnabledProtocols(String[] protocols) {
    engine.setEnabledProtocols(protocols);
  }

  @Override
  public SSLSession getSession() {
    return engine.getSession();
  }

  @Override
  public void beginHandshake() throws SSLException {
    engine.beginHandshake();
  }

  @Override
  public SSLEngineResult.HandshakeStatus getHandshakeStatus() {
    return engine.getHandshakeStatus();
  }

  @Override
  public void setUseClientMode(boolean mode) {
    engine.setUseClientMode(mode);
  }

  @Override
  public boolean getUseClientMode() {
    return engine.getUseClientMode();
  }

  @Override
  public void setNeedClientAuth(boolean need) {
    engine.setNeedClientAuth(need);
  }

  @Override
  public boolean getNeedClientAuth() {
    return engine.getNeedClientAuth();
  }

  @Override
  public void setWantClientAuth(boolean want) {
    engine.setWantClientAuth(want);
  }

  @Override
  public boolean getWantClientAuth() {
    return engine.getWantClientAuth();
  }

  @Override
  public void setEnableSessionCreation(boolean flag) {
    engine.setEnableSessionCreation(flag);
  }

  @Override
  public boolean getEnableSessionCreation() {
    return engine.getEnableSessionCreation();
  }
}
