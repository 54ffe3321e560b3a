package org.oeleo.ssh;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.oeleo.spi.Content;
import org.oeleo.ssh.sftp.Extension;
import org.oeleo.ssh.sftp.Handle;
import org.oeleo.ssh.sftp.Reply;
import org.oeleo.ssh.sftp.SftpClient;
import org.oeleo.ssh.sftp.Upload;

/**
 * How far a large file has safely come: every so often the server is asked to force what it has,
 * and when it says so, the ledger is told. A later run goes on from there without doubt. One
 * thread.
 */
final class Checkpoints {
  /** A server that forces a file takes nothing else in meanwhile, so not too often. */
  private static final Duration APART = Duration.ofSeconds(10);

  private static final Pattern TOKEN = Pattern.compile("\\{\"safe\":([0-9]{1,18})}");

  private final SftpClient client;
  private final Handle handle;
  private final Content content;
  private final Deque<Asked> asked = new ArrayDeque<>();
  private final long apart;
  private long last = System.nanoTime();

  Checkpoints(SftpClient client, Handle handle, Content content) {
    this(client, handle, content, APART);
  }

  Checkpoints(SftpClient client, Handle handle, Content content, Duration apart) {
    this.client = client;
    this.handle = handle;
    this.content = content;
    this.apart = apart.toNanos();
  }

  private record Asked(long offset, Reply<?> answer) {}

  /** How far an earlier write of the same content safely came; 0 if nobody knows. */
  static long reached(Content content) {
    Optional<String> token = content.resumeToken();
    Matcher form = TOKEN.matcher(token.orElse(""));
    return form.matches() ? Long.parseLong(form.group(1)) : 0;
  }

  /**
   * Everything up to {@code offset} has been handed over. A server answers in order, so its answer
   * speaks of all that was written before; a write that failed has been told by then.
   */
  void passing(Upload upload, long offset) throws IOException {
    if (System.nanoTime() - last >= apart) {
      upload.push();
      asked.add(new Asked(offset, ask()));
      last = System.nanoTime();
    }
    while (!asked.isEmpty() && asked.element().answer.isDone()) {
      Asked checkpoint = asked.remove();
      checkpoint.answer.await();
      upload.push();
      content.keepResumeToken("{\"safe\":" + checkpoint.offset + "}");
    }
  }

  /** A server that cannot force a file at least says that it has it. */
  private Reply<?> ask() {
    return client.offers(Extension.FSYNC) ? client.fsync(handle) : client.fstat(handle);
  }
}
