package org.oeleo.ssh;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.server.SftpSubsystem;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** MINA's SFTP server, which looks at its {@link Mood} first. One thread at a time. */
final class MoodySftp extends SftpSubsystem {
  private static final int REGULAR_FILE = 0x8000 | 0644;

  private final Mood mood;
  private final AtomicBoolean listed = new AtomicBoolean();
  private boolean silent;

  MoodySftp(ChannelSession channel, SftpSubsystemFactory factory, Mood mood) {
    super(channel, factory);
    this.mood = mood;
  }

  @Override
  protected void doProcess(Buffer request, int length, int type, int id) throws IOException {
    String name = name(request, type);
    if (mood.isTooMuch(name)) {
      throw new IOException("this session ends");
    }
    if (mood.isDeadly(name)) {
      getServerSession().close(true);
      return;
    }
    silent = mood.isLast(name);
    Optional<Integer> refusal = mood.refusal(name);
    if (refusal.isPresent()) {
      sendStatus(prepareReply(request), id, refusal.get(), "refused by the mood of the test");
    } else if (name.equals("statvfs@openssh.com") && mood.space().isPresent()) {
      Buffer reply = reply(SftpConstants.SSH_FXP_EXTENDED_REPLY, id);
      reply.putRawBytes(mood.space().get());
      send(reply);
    } else if (type == SftpConstants.SSH_FXP_READDIR && !mood.names().isEmpty()) {
      listHostile(request, id);
    } else {
      super.doProcess(request, length, type, id);
    }
  }

  @Override
  protected void send(Buffer reply) throws IOException {
    if (silent) {
      getServerSession().close(true);
    } else {
      super.send(reply);
    }
  }

  private static String name(Buffer request, int type) {
    if (type != SftpConstants.SSH_FXP_EXTENDED) {
      return SftpConstants.getCommandMessageName(type);
    }
    int position = request.rpos();
    String name = request.getString();
    request.rpos(position);
    return name;
  }

  private void listHostile(Buffer request, int id) throws IOException {
    if (listed.getAndSet(true)) {
      sendStatus(prepareReply(request), id, SftpConstants.SSH_FX_EOF, "");
      return;
    }
    Buffer reply = reply(SftpConstants.SSH_FXP_NAME, id);
    reply.putUInt(mood.names().size());
    for (byte[] name : mood.names()) {
      reply.putBytes(name);
      reply.putBytes(name);
      reply.putUInt(
          SftpConstants.SSH_FILEXFER_ATTR_SIZE | SftpConstants.SSH_FILEXFER_ATTR_PERMISSIONS);
      reply.putLong(5);
      reply.putUInt(REGULAR_FILE);
    }
    send(reply);
  }

  /** The length in front is written by {@link #send}. */
  private static Buffer reply(int type, int id) {
    Buffer reply = new ByteArrayBuffer();
    reply.putUInt(0);
    reply.putByte((byte) type);
    reply.putInt(id);
    return reply;
  }

  @Override
  protected void appendExtensions(Buffer reply, String supportedVersions) {
    super.appendExtensions(reply, supportedVersions);
    if (mood.space().isPresent()) {
      appendStatvfs(reply);
    }
  }

  private static void appendStatvfs(Buffer reply) {
    reply.putString("statvfs@openssh.com");
    reply.putString("2");
  }
}
