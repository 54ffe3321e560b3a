package org.oeleo.examples.webdav;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.NameBytes;
import org.oeleo.spi.RelativePath;

/**
 * One thing on the server, as an answer to PROPFIND describes it. Immutable.
 *
 * @param path decoded, from the top of the server; of a folder without the slash at its end
 * @param facts the texts of its properties, by name
 */
record Resource(String path, Map<String, String> facts) {
  /** What to ask for. */
  static final String QUESTION = """
      <?xml version="1.0" encoding="utf-8"?>
      <propfind xmlns="DAV:"><prop>
      <resourcetype/><getcontentlength/><getlastmodified/><getetag/>
      </prop></propfind>
      """;

  boolean isFolder() {
    return facts.containsKey("collection");
  }

  /** The file; empty if the server does not say how long it is, as of a page it makes itself. */
  Optional<FileEntry> file(RelativePath place) throws ConnectorException {
    String size = facts.getOrDefault("getcontentlength", "");
    if (isFolder() || size.isEmpty()) {
      return Optional.empty();
    }
    try {
      String time = facts.getOrDefault("getlastmodified", "");
      Instant modified = DateTimeFormatter.RFC_1123_DATE_TIME.parse(time, Instant::from);
      Optional<String> tag = Optional.ofNullable(facts.get("getetag")).map(Resource::strong);
      return Optional.of(new FileEntry(place, Long.parseLong(size), modified, modified, tag));
    } catch (DateTimeException | NumberFormatException e) {
      throw new ConnectorException(Kind.REJECTED, "the server gives no size and time", e);
    }
  }

  /** Apache calls a tag weak for a second after the file was written; it stays the same. */
  static String strong(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }

  /** The path of an address as text, whatever the bytes in it. */
  static String decoded(URI address) {
    String plus = address.getRawPath().replace("+", "%2B");
    byte[] bytes =
        URLDecoder.decode(plus, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
    return NameBytes.toText(bytes).replaceFirst("/$", "");
  }

  /** One name as it stands in an address: the inverse. */
  static String encoded(String name) {
    String bytes = new String(NameBytes.toBytes(name), StandardCharsets.ISO_8859_1);
    return URLEncoder.encode(bytes, StandardCharsets.ISO_8859_1).replace("+", "%20");
  }

  /** All of an answer, or an exception; of a document that is more than plain XML nothing. */
  static List<Resource> parse(byte[] answer) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(answer));
      List<Resource> all = new ArrayList<>();
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT && isDav(xml, "response")) {
          all.add(response(xml));
        }
      }
      if (all.isEmpty()) {
        throw new XMLStreamException("nothing is described");
      }
      return all;
    } catch (XMLStreamException | IllegalArgumentException e) {
      throw new ConnectorException(Kind.REJECTED, "the server does not answer as WebDAV does", e);
    }
  }

  private static Resource response(XMLStreamReader xml) throws XMLStreamException, IOException {
    Map<String, String> facts = new HashMap<>();
    while (xml.next() != XMLStreamConstants.END_ELEMENT || !isDav(xml, "response")) {
      if (xml.isStartElement() && "DAV:".equals(xml.getNamespaceURI())) {
        switch (xml.getLocalName()) {
          case "href", "collection", "getcontentlength", "getlastmodified", "getetag" -> {
            String name = xml.getLocalName();
            facts.put(name, xml.getElementText().strip());
          }
          default -> {}
        }
      }
    }
    return new Resource(decoded(DavServer.parse(facts.getOrDefault("href", ""))), facts);
  }

  private static boolean isDav(XMLStreamReader xml, String name) {
    return xml.getLocalName().equals(name) && "DAV:".equals(xml.getNamespaceURI());
  }
}
