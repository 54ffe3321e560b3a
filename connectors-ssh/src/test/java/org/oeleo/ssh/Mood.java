package org.oeleo.ssh;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What a server does to requests, by their names in the protocol ({@code SSH_FXP_RENAME}), or those
 * of extensions ({@code posix-rename@openssh.com}). Safe for many threads.
 */
final class Mood {
  static final int PERMISSION_DENIED = 3;
  static final int FAILURE = 4;

  private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> deaths = new ConcurrentHashMap<>();
  private final Map<String, Once> once = new ConcurrentHashMap<>();
  private final Set<String> collapses = ConcurrentHashMap.newKeySet();
  private final Set<String> lastWords = ConcurrentHashMap.newKeySet();
  private volatile Optional<byte[]> extensionReply = Optional.empty();
  private volatile List<byte[]> names = List.of();

  /** Answers such requests by this status, and does not do what they ask. */
  void refuse(String request, int status) {
    refusals.put(request, status);
  }

  /** The same, for the {@code number}-th such request from now on only. */
  void refuseAt(String request, int number, int status) {
    once.put(request, new Once(number, status));
  }

  private record Once(int left, int status) {}

  /** Does again all it is asked. */
  void relent() {
    refusals.clear();
  }

  /** Ends the connection instead of doing the {@code number}-th such request from now on. */
  void dieAt(String request, int number) {
    deaths.put(request, number);
  }

  /** Does the next such request, and ends the connection instead of saying so. */
  void fallSilentAfter(String request) {
    lastWords.add(request);
  }

  boolean isLast(String request) {
    return lastWords.remove(request);
  }

  /** Ends the session, but not the connection, instead of doing the next such request. */
  void collapseAt(String request) {
    collapses.add(request);
  }

  boolean isTooMuch(String request) {
    return collapses.remove(request);
  }

  boolean isDeadly(String request) {
    Integer left = deaths.computeIfPresent(request, (name, number) -> number - 1);
    return left != null && left == 0;
  }

  Optional<Integer> refusal(String request) {
    asked.add(request);
    Once turn =
        once.computeIfPresent(request, (name, before) -> new Once(before.left - 1, before.status));
    if (turn != null && turn.left == 0) {
      return Optional.of(turn.status);
    }
    return Optional.ofNullable(refusals.get(request));
  }

  /** Every request until now. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  /** How many such requests there were. */
  long asked(String request) {
    return asked.stream().filter(request::equals).count();
  }

  /** Offers {@code statvfs@openssh.com} to whoever connects from now on, and says this. */
  void tellSpace(byte[] reply) {
    extensionReply = Optional.of(reply.clone());
  }

  Optional<byte[]> space() {
    return extensionReply;
  }

  /** Lists these names, as files, in every folder. */
  void list(List<byte[]> hostile) {
    names = List.copyOf(hostile);
  }

  List<byte[]> names() {
    return names;
  }
}
