package org.oeleo.ssh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.sftp.SftpModuleProperties;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/**
 * An Apache MINA SSHD in this process, on the loopback address, that lets in by password and does
 * to SFTP requests what it is told. Safe for many threads; whoever starts it closes it.
 */
final class MinaServer implements AutoCloseable {
  /** To be seen in no output. */
  static final String PASSWORD = "canary-mina-77f1";

  private static final String USER = "tester";

  private final Path folder;
  private final int port;
  private final String extensions;
  private final Mood mood = new Mood();
  private final AtomicInteger passwordsSeen = new AtomicInteger();
  private SshServer server;

  private MinaServer(Path folder, String extensions) throws IOException {
    this.folder = folder;
    this.extensions = extensions;
    this.port = freePort();
    this.server = launch(newKey());
  }

  /** With all that it knows of OpenSSH's extensions. */
  static MinaServer start() throws IOException {
    return start(
        "posix-rename@openssh.com=1,fsync@openssh.com=1,limits@openssh.com=1,lsetstat@openssh.com=1");
  }

  /** That has nothing beyond version 3. */
  static MinaServer bare() throws IOException {
    return start("none@openssh.com=1");
  }

  private static MinaServer start(String extensions) throws IOException {
    return new MinaServer(Files.createTempDirectory("oeleo-mina"), extensions);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private SshServer launch(KeyPair key) throws IOException {
    Files.writeString(
        knownHosts(),
        "[127.0.0.1]:" + port + " " + PublicKeyEntry.toString(key.getPublic()) + "\n");
    return launchUnannounced(key);
  }

  private SshServer launchUnannounced(KeyPair key) throws IOException {
    SshServer fresh = SshServer.setUpDefaultServer();
    fresh.setHost("127.0.0.1");
    fresh.setPort(port);
    fresh.setKeyPairProvider(KeyPairProvider.wrap(key));
    fresh.setPasswordAuthenticator((user, password, session) -> {
      passwordsSeen.incrementAndGet();
      return user.equals(USER) && password.equals(PASSWORD);
    });
    fresh.setSubsystemFactories(List.of(new SftpSubsystemFactory() {
      @Override
      public Command createSubsystem(ChannelSession channel) {
        return new MoodySftp(channel, this, mood);
      }
    }));
    CoreModuleProperties.TCP_NODELAY.set(fresh, true);
    SftpModuleProperties.OPENSSH_EXTENSIONS.set(fresh, extensions);
    fresh.start();
    return fresh;
  }

  private Path knownHosts() {
    return folder.resolve("known_hosts");
  }

  /** What it does to requests. */
  Mood mood() {
    return mood;
  }

  int port() {
    return port;
  }

  /** The settings of oeleo that reach it. */
  Map<String, String> settings() {
    return Map.of(
        "OELEO_HOST",
        "127.0.0.1:" + port,
        "OELEO_USERNAME",
        USER,
        "OELEO_PASSWORD",
        PASSWORD,
        "OELEO_KNOWN_HOSTS",
        knownHosts().toString(),
        "OELEO_SSH_AGENT",
        "no",
        "OELEO_SSH_CONFIG",
        "none");
  }

  /** Ends all connections and comes back as somebody else, who is not written down anywhere. */
  void becomeSomebodyElse() throws IOException {
    server.stop(true);
    server = launchUnannounced(newKey());
  }

  /** How often it was told a password. */
  int passwordsSeen() {
    return passwordsSeen.get();
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
    Files.deleteIfExists(knownHosts());
    Files.deleteIfExists(folder);
  }
}
