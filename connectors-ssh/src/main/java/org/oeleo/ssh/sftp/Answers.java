package org.oeleo.ssh.sftp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the server's messages say, each as the answer to one kind of request. */
final class Answers {
  private static final int OUR_VERSION = 3;
  private static final int VERSION = 2;
  private static final int STATUS = 101;
  private static final int HANDLE = 102;
  private static final int DATA = 103;
  private static final int NAME = 104;
  private static final int ATTRS = 105;
  private static final int EXTENDED_REPLY = 201;

  /** Name, long name and attributes, all of them empty. */
  private static final int SHORTEST_NAME = 3 * Integer.BYTES;

  private Answers() {}

  static Outcome<Set<Extension>> version(Incoming answer) throws ProtocolException {
    if (answer.type() != VERSION) {
      throw unexpected(answer);
    }
    long version = answer.uint32();
    if (version != OUR_VERSION) {
      throw new ProtocolException(
          "the server speaks version " + version + " of SFTP, oeleo speaks version 3");
    }
    Set<Extension> offered = EnumSet.noneOf(Extension.class);
    while (answer.remaining() > 0) {
      String id = text(answer);
      String data = text(answer);
      for (Extension extension : Extension.values()) {
        if (extension.id().equals(id) && extension.version().equals(data)) {
          offered.add(extension);
        }
      }
    }
    return new Outcome.Value<>(offered);
  }

  static Outcome<Ok> ok(Incoming answer) throws ProtocolException {
    if (answer.type() != STATUS) {
      throw unexpected(answer);
    }
    Outcome.Refused<Ok> status = status(answer);
    return status.status() == Status.OK ? new Outcome.Value<>(Ok.OK) : status;
  }

  static Call.Decoder<Handle> handle(byte[] path) {
    return answer -> {
      if (answer.type() != HANDLE) {
        return refused(answer);
      }
      byte[] id = answer.string();
      if (id.length > Handle.LONGEST) {
        throw new ProtocolException("the server sent a handle of " + id.length + " bytes");
      }
      return new Outcome.Value<>(new Handle(id, path));
    };
  }

  static Outcome<Attributes> attributes(Incoming answer) throws ProtocolException {
    return answer.type() == ATTRS ? new Outcome.Value<>(Attributes.read(answer)) : refused(answer);
  }

  static Outcome<byte[]> path(Incoming answer) throws ProtocolException {
    if (answer.type() != NAME) {
      return refused(answer);
    }
    List<Name> names = names(answer);
    if (names.size() != 1) {
      throw new ProtocolException("the server gave " + names.size() + " names to one path");
    }
    return new Outcome.Value<>(names.get(0).name());
  }

  /** Empty at the end. */
  static Outcome<Optional<List<Name>>> listing(Incoming answer) throws ProtocolException {
    if (answer.type() == NAME) {
      return new Outcome.Value<>(Optional.of(names(answer)));
    }
    Outcome.Refused<Optional<List<Name>>> no = refused(answer);
    return no.status() == Status.EOF ? new Outcome.Value<>(Optional.empty()) : no;
  }

  /** Empty bytes at the end. */
  static Call.Decoder<ByteBuffer> data(int asked) {
    return answer -> {
      if (answer.type() == DATA) {
        ByteBuffer bytes = answer.data();
        if (bytes.remaining() > asked || !bytes.hasRemaining()) {
          throw new ProtocolException(
              "the server sent " + bytes.remaining() + " bytes where " + asked + " were asked for");
        }
        return new Outcome.Value<>(bytes);
      }
      Outcome.Refused<ByteBuffer> no = refused(answer);
      return no.status() == Status.EOF ? new Outcome.Value<>(ByteBuffer.allocate(0)) : no;
    };
  }

  static Outcome<Space> space(Incoming answer) throws ProtocolException {
    return answer.type() == EXTENDED_REPLY
        ? new Outcome.Value<>(Space.read(answer))
        : refused(answer);
  }

  static Outcome<Limits> limits(Incoming answer) throws ProtocolException {
    return answer.type() == EXTENDED_REPLY
        ? new Outcome.Value<>(Limits.read(answer))
        : refused(answer);
  }

  private static List<Name> names(Incoming answer) throws ProtocolException {
    int count = answer.count(SHORTEST_NAME);
    List<Name> names = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      byte[] name = answer.string();
      answer.skipString();
      names.add(new Name(name, Attributes.read(answer)));
    }
    return names;
  }

  /** A status, and not the good one, where something else was asked for. */
  private static <T> Outcome.Refused<T> refused(Incoming answer) throws ProtocolException {
    if (answer.type() != STATUS) {
      throw unexpected(answer);
    }
    Outcome.Refused<T> status = status(answer);
    if (status.status() == Status.OK) {
      throw new ProtocolException("the server said ok and left out what it was asked for");
    }
    return status;
  }

  /** Some servers leave out the words. */
  private static <T> Outcome.Refused<T> status(Incoming answer) throws ProtocolException {
    Status status = Status.of(answer.uint32());
    return new Outcome.Refused<>(status, answer.remaining() == 0 ? "" : brief(text(answer)));
  }

  private static String brief(String words) {
    return words.length() > 300 ? words.substring(0, 300) + "…" : words;
  }

  private static String text(Incoming answer) throws ProtocolException {
    return new String(answer.string(), StandardCharsets.UTF_8);
  }

  private static ProtocolException unexpected(Incoming answer) {
    return new ProtocolException(
        "the server answered with a message of type " + answer.type() + ", which is no answer");
  }
}
