package org.oeleo.documents;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;

/**
 * How a document becomes bytes, by the end of its name. Immutable.
 *
 * @param packed whether the bytes are gzipped
 */
record Notation(Format format, boolean packed) {
  private static final String PACKED = ".gz";

  /**
   * {@code .json}, {@code .yaml} or {@code .yml}, in any case, each also with {@code .gz}.
   *
   * @throws IllegalArgumentException if it ends otherwise
   */
  static Notation of(RelativePath path) {
    String name = path.name().toLowerCase(Locale.ROOT);
    boolean packed = name.endsWith(PACKED);
    String inner = packed ? name.substring(0, name.length() - PACKED.length()) : name;
    return Arrays.stream(Format.values())
        .filter(format -> format.isOf(inner))
        .findFirst()
        .map(format -> new Notation(format, packed))
        .orElseThrow(() -> new IllegalArgumentException(Printable.name(path)
            + " must end in .json, .yaml or .yml, or in one of these and .gz"));
  }

  byte[] bytes(Object value) throws DocumentException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream output = packed ? new GZIPOutputStream(bytes) : bytes) {
      output.write(format.writer().writeValueAsBytes(value));
      if (format == Format.JSON) {
        output.write('\n');
      }
    } catch (IOException e) {
      throw new DocumentException(
          "no " + format + " can be made of " + value.getClass().getName() + place(e), e);
    }
    return bytes.toByteArray();
  }

  /** Reads at most {@code largest} bytes, unpacked. */
  <T> T value(byte[] bytes, Class<T> type, int largest) throws DocumentException {
    byte[] plain = packed ? unpack(bytes, largest) : bytes;
    try (JsonParser parser = new PlainParser(format.reader().getFactory().createParser(plain))) {
      T value = format.reader().forType(type).readValue(parser);
      return Optional.ofNullable(value)
          .orElseThrow(() -> new DocumentException("holds nothing but null"));
    } catch (DocumentException e) {
      throw e;
    } catch (DatabindException e) {
      throw new DocumentException(
          "does not fit " + type.getSimpleName() + place(e) + line(e.getLocation()), e);
    } catch (StreamConstraintsException e) {
      throw new DocumentException("is nested too deep, or has too long a number or name", e);
    } catch (PlainParser.NotPlainException e) {
      throw new DocumentException(e.getOriginalMessage() + line(e.getLocation()), e);
    } catch (JsonProcessingException e) {
      throw new DocumentException("is not " + format + line(e.getLocation()), e);
    } catch (IOException e) {
      throw new DocumentException("is not " + format, e);
    }
  }

  private static byte[] unpack(byte[] bytes, int largest) throws DocumentException {
    try (InputStream input = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      byte[] plain = input.readNBytes(largest + 1);
      if (plain.length > largest) {
        throw new DocumentException("is larger than " + largest + " bytes when unpacked");
      }
      return plain;
    } catch (DocumentException e) {
      throw e;
    } catch (IOException e) {
      throw new DocumentException("is not gzip, or is cut off", e);
    }
  }

  /** Names only, since values may be secret: {@code at server.ports[2]}. */
  private static String place(IOException failure) {
    StringBuilder place = new StringBuilder();
    if (failure instanceof JsonMappingException mapping) {
      for (JsonMappingException.Reference step : mapping.getPath()) {
        if (step.getFieldName() == null) {
          place.append('[').append(step.getIndex()).append(']');
        } else {
          place.append(place.isEmpty() ? "" : ".").append(Printable.name(step.getFieldName()));
        }
      }
    }
    return place.isEmpty() ? "" : " at " + place;
  }

  private static String line(JsonLocation location) {
    return location == null || location.getLineNr() < 1 ? "" : ", line " + location.getLineNr();
  }
}
