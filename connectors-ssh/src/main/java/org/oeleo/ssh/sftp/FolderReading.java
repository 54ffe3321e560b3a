package org.oeleo.ssh.sftp;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Reads the names of one folder, with a few requests under way. One thread at a time. Whoever
 * starts it closes it; reading to the end closes it as well.
 */
public final class FolderReading implements Closeable {
  /** Most folders end with the second. */
  private static final int AT_FIRST = 2;

  private static final int LATER = 4;

  /** More answers without a name than this, one after the other, will never end. */
  private static final int EMPTY_ANSWERS = 16;

  private final SftpClient client;
  private final Call<Handle> opening;
  private final Queue<Reply<Optional<List<Name>>>> asked = new ArrayDeque<>();
  private Optional<Handle> handle = Optional.empty();
  private State state = State.OPENING;
  private int wanted = AT_FIRST;
  private int empty;

  private enum State {
    OPENING,
    READING,
    /** The server said so to one of the requests; the others may still bring names. */
    ENDING,
    CLOSED
  }

  private FolderReading(SftpClient client, Call<Handle> opening) {
    this.client = client;
    this.opening = opening;
  }

  /** Asks for the folder and returns; whether it is there is said by {@link #next}. */
  public static FolderReading start(SftpClient client, byte[] folder) {
    return new FolderReading(client, client.opening(folder));
  }

  /** Whether {@link #next} has something to say at once. Also sends what is to be sent by now. */
  public boolean isReady() {
    if (state == State.OPENING) {
      opening.value().ifPresent(this::begin);
    }
    return state == State.OPENING
        ? opening.isDone()
        : asked.isEmpty() || asked.element().isDone();
  }

  /**
   * Waits for more names, at least one, without {@code .} and {@code ..}; empty at the end.
   *
   * @throws SftpException if the server refuses: then the names are not all of them
   * @throws ConnectionLostException if the connection ended
   * @throws java.io.InterruptedIOException if the thread was interrupted; it still is
   */
  public Optional<List<Name>> next() throws IOException {
    if (state == State.OPENING) {
      begin(opening.await());
    }
    while (!asked.isEmpty()) {
      List<Name> names = take();
      if (!names.isEmpty()) {
        return Optional.of(names);
      }
    }
    close();
    return Optional.empty();
  }

  private void begin(Handle opened) {
    handle = Optional.of(opened);
    state = State.READING;
    ask();
  }

  private void ask() {
    while (state == State.READING && handle.isPresent() && asked.size() < wanted) {
      asked.add(client.readdir(handle.get()));
    }
    client.push();
  }

  /** A failure stays in front, so that it is told again. */
  private List<Name> take() throws IOException {
    Optional<List<Name>> answer = asked.element().await();
    asked.remove();
    if (answer.isEmpty()) {
      state = State.ENDING;
      return List.of();
    }
    empty = answer.get().isEmpty() ? empty + 1 : 0;
    if (empty > EMPTY_ANSWERS) {
      throw client.distrust("the server goes on answering with no names and never ends");
    }
    wanted = LATER;
    ask();
    return answer.get().stream().filter(name -> !name.isDots()).toList();
  }

  /** Asks the server to close the handle, also if it has not come yet, and waits for nothing. */
  @Override
  public void close() {
    if (state == State.OPENING && !opening.giveUp()) {
      handle = opening.value();
    }
    if (state != State.CLOSED) {
      handle.ifPresent(client::close);
    }
    asked.clear();
    state = State.CLOSED;
  }
}
