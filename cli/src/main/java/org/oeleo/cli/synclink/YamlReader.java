package org.oeleo.cli.synclink;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.oeleo.spi.Printable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads YAML by its events, which make no objects: data only, without tags and aliases. Messages
 * show nothing of the content, which may be secret. One thread, once.
 */
final class YamlReader {
  private static final int DEEPEST = 20;

  private final Parser events;

  private YamlReader(Parser events) {
    this.events = events;
  }

  /** Thrown for what cannot be read; the message is for a person. */
  static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
      super(message);
    }

    UnreadableException(String message, Throwable cause) {
      super(message, cause);
    }

    private static UnreadableException at(Event event, String text) {
      return new UnreadableException("line " + line(event) + ": " + text);
    }
  }

  /** The one document in {@code text}. */
  static Yaml read(String text) throws UnreadableException {
    try {
      return new YamlReader(new ParserImpl(new StreamReader(text), new LoaderOptions())).document();
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      throw new UnreadableException(
          "line " + line + ": is no YAML: a tab, a quote or a colon out of place?", e);
    } catch (YAMLException e) {
      throw new UnreadableException("is no YAML: it holds characters that no text has", e);
    }
  }

  private Yaml document() throws UnreadableException {
    events.getEvent();
    if (events.checkEvent(Event.ID.StreamEnd)) {
      throw new UnreadableException("is empty");
    }
    events.getEvent();
    Yaml document = value(events.getEvent(), 0);
    events.getEvent();
    if (!events.checkEvent(Event.ID.StreamEnd)) {
      throw UnreadableException.at(events.peekEvent(), "a second document begins");
    }
    return document;
  }

  private Yaml value(Event event, int depth) throws UnreadableException {
    requirePlain(event);
    if (depth > DEEPEST) {
      throw UnreadableException.at(event, "is nested too deep");
    }
    if (event instanceof MappingStartEvent) {
      return table(event, depth);
    }
    if (event instanceof SequenceStartEvent) {
      return items(event, depth);
    }
    ScalarEvent scalar = (ScalarEvent) event;
    return new Yaml.Text(line(event), scalar.getValue(), scalar.isPlain());
  }

  private static void requirePlain(Event event) throws UnreadableException {
    if (event instanceof AliasEvent) {
      throw UnreadableException.at(event, "has an alias (*): write out what it stands for");
    }
    boolean tagged = (event instanceof ScalarEvent scalar && scalar.getTag() != null)
        || (event instanceof MappingStartEvent table && table.getTag() != null)
        || (event instanceof SequenceStartEvent items && items.getTag() != null);
    if (tagged) {
      throw UnreadableException.at(event, "has a tag (!): only plain data is read");
    }
    if (!(event instanceof NodeEvent)) {
      throw UnreadableException.at(event, "is no YAML");
    }
  }

  private Yaml table(Event start, int depth) throws UnreadableException {
    Map<String, Yaml> entries = new LinkedHashMap<>();
    while (!events.checkEvent(Event.ID.MappingEnd)) {
      Event key = events.getEvent();
      if (!(value(key, depth + 1) instanceof Yaml.Text name)) {
        throw UnreadableException.at(key, "a name is no text");
      }
      Yaml value = value(events.getEvent(), depth + 1);
      if (entries.put(name.value(), value) != null) {
        throw UnreadableException.at(key, Printable.name(name.value()) + " is there twice");
      }
    }
    events.getEvent();
    return new Yaml.Table(line(start), entries);
  }

  private Yaml items(Event start, int depth) throws UnreadableException {
    List<Yaml> values = new ArrayList<>();
    while (!events.checkEvent(Event.ID.SequenceEnd)) {
      values.add(value(events.getEvent(), depth + 1));
    }
    events.getEvent();
    return new Yaml.Items(line(start), values);
  }

  private static int line(Event event) {
    return event.getStartMark().getLine() + 1;
  }
}
