package org.oeleo.sharepoint.service;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.time.Clock;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/** A server's side of TLS whose answers carry the time of another clock. */
final class DatedContext extends SSLContext {
  private DatedContext(SSLContext context, Clock clock) {
    super(new Inner(context, clock), context.getProvider(), context.getProtocol());
  }

  static SSLContext of(SSLContext context, Clock clock) {
    return new DatedContext(context, clock);
  }

  private static final class Inner extends SSLContextSpi {
    private final SSLContext context;
    private final Clock clock;

    Inner(SSLContext context, Clock clock) {
      this.context = context;
      this.clock = clock;
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
        throws KeyManagementException {
      context.init(keys, trust, random);
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
      return context.getSocketFactory();
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
      return context.getServerSocketFactory();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
      return new Dated(context.createSSLEngine(), clock);
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
      return new Dated(context.createSSLEngine(host, port), clock);
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
      return context.getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
      return context.getClientSessionContext();
    }
  }
}
