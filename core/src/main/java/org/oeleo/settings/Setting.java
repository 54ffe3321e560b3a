package org.oeleo.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The one declaration of a setting. Immutable; every {@code with}-like method returns a copy.
 *
 * <p>A setting called {@code HOST} is the variable {@code OELEO_HOST}; of a connector it is looked
 * up by side first, {@code OELEO_EXTERNAL_HOST}. A name that starts with {@code OA_} (those of the
 * original oeleo's app), or one that is {@link #unprefixed}, is the variable itself and has no
 * side.
 *
 * @param <T> the type of its value
 */
public final class Setting<T> {
  private static final String PREFIX = "OELEO_";

  private final String name;
  private final String description;
  private final String rule;
  private final Parser<T> parser;
  private final Function<T, String> printer;
  private final Optional<T> fallback;
  private final boolean required;
  private final boolean secret;
  private final List<String> aliases;
  private final Optional<String> example;
  private final String prefix;

  private Setting(Draft<T> draft) {
    this.name = draft.name;
    this.description = draft.description;
    this.rule = draft.rule;
    this.parser = draft.parser;
    this.printer = draft.printer;
    this.fallback = draft.fallback;
    this.required = draft.required;
    this.secret = draft.secret;
    this.aliases = List.copyOf(draft.aliases);
    this.example = draft.example;
    this.prefix = draft.prefix;
  }

  /** What a declaration is made from; one thread, one method. */
  private static final class Draft<T> {
    private String name;
    private String description;
    private String rule;
    private Parser<T> parser;
    private Function<T, String> printer;
    private Optional<T> fallback = Optional.empty();
    private boolean required;
    private boolean secret;
    private List<String> aliases = List.of();
    private Optional<String> example = Optional.empty();
    private String prefix;

    private Draft(String name, String description, String rule, Parser<T> parser) {
      this.name = name;
      this.description = description;
      this.rule = rule;
      this.parser = parser;
      this.printer = Object::toString;
      this.prefix = name.startsWith("OA_") ? "" : PREFIX;
    }

    private Draft(Setting<T> from) {
      this(from.name, from.description, from.rule, from.parser);
      this.printer = from.printer;
      this.fallback = from.fallback;
      this.required = from.required;
      this.secret = from.secret;
      this.aliases = from.aliases;
      this.example = from.example;
      this.prefix = from.prefix;
    }
  }

  /**
   * A setting of any type; {@code rule} says what it takes: {@code a whole number from 1 to 64}.
   */
  public static <T> Setting<T> of(String name, String description, String rule, Parser<T> parser) {
    return new Setting<>(new Draft<>(name, description, rule, parser));
  }

  /** Any text. */
  public static Setting<String> text(String name, String description) {
    return of(name, description, "a text", text -> text);
  }

  /** A text never shown; also accepted as {@code <NAME>_FILE}, the path of a file that holds it. */
  public static Setting<Secret> secret(String name, String description) {
    Draft<Secret> draft = new Draft<>(name, description, "a secret text", Secret::of);
    draft.secret = true;
    return new Setting<>(draft);
  }

  /** A file or folder of this machine; {@code ~/} is the home folder. */
  public static Setting<Path> path(String name, String description) {
    return of(name, description, "a path", Parsers::path);
  }

  /** A whole number within bounds, both included. */
  public static Setting<Integer> integer(String name, String description, int least, int most) {
    return of(
        name,
        description,
        "a whole number from " + least + " to " + most,
        text -> Parsers.integer(text, least, most));
  }

  /** Yes or no: {@code true yes y 1}, {@code false no n 0}, in any case. */
  public static Setting<Boolean> yesNo(String name, String description) {
    return of(name, description, "true or false", Parsers::yesNo);
  }

  /**
   * A length of time: {@code 250ms}, {@code 5s}, {@code 1h30m}, {@code 2d}, ISO {@code PT5M}, or
   * plain seconds.
   */
  public static Setting<Duration> duration(String name, String description) {
    return of(name, description, "a duration such as 5s, 10m or 1h30m", Parsers::duration)
        .printedBy(Parsers::print);
  }

  /**
   * A number of bytes: {@code 4096}, {@code 512K}, {@code 1.5G}; K, M, G and T are powers of 1024.
   */
  public static Setting<Long> size(String name, String description) {
    return of(name, description, "a size such as 512K, 10M or 1G (powers of 1024)", Parsers::size)
        .printedBy(Parsers::printSize);
  }

  /** Several texts separated by {@code ;}. */
  public static Setting<List<String>> list(String name, String description) {
    return of(name, description, "one or more texts separated by ;", Parsers::list)
        .printedBy(list -> String.join(";", list));
  }

  /** One of an enum's constants, written in lower case with {@code -} for {@code _}. */
  public static <E extends Enum<E>> Setting<E> choice(
      String name, String description, Class<E> type) {
    String words =
        Arrays.stream(type.getEnumConstants()).map(Parsers::word).collect(Collectors.joining(", "));
    return of(name, description, "one of " + words, text -> Parsers.choice(text, type))
        .printedBy(Parsers::word);
  }

  /** With a value for when nothing is set. */
  public Setting<T> orElse(T value) {
    Draft<T> draft = new Draft<>(this);
    draft.fallback = Optional.of(value);
    return new Setting<>(draft);
  }

  /** With the duty to be set. */
  public Setting<T> required() {
    Draft<T> draft = new Draft<>(this);
    draft.required = true;
    return new Setting<>(draft);
  }

  /** With other variables that mean the same, by their full names; they come after the own ones. */
  public Setting<T> alias(String... variables) {
    Draft<T> draft = new Draft<>(this);
    draft.aliases = List.of(variables);
    return new Setting<>(draft);
  }

  /**
   * With its name as the whole variable, for names that others have coined, {@code AWS_REGION} say;
   * it has no side then.
   */
  public Setting<T> unprefixed() {
    Draft<T> draft = new Draft<>(this);
    draft.prefix = "";
    return new Setting<>(draft);
  }

  /** With a value to show in the template. */
  public Setting<T> example(String text) {
    Draft<T> draft = new Draft<>(this);
    draft.example = Optional.of(text);
    return new Setting<>(draft);
  }

  /**
   * With a further check of its values, which throws {@link IllegalArgumentException} as a
   * {@link Parser} does.
   */
  public Setting<T> checkedBy(Consumer<? super T> check) {
    Draft<T> draft = new Draft<>(this);
    draft.parser = text -> {
      T value = parser.parse(text);
      check.accept(value);
      return value;
    };
    return new Setting<>(draft);
  }

  /** With the inverse of its parser, by which default values are printed. */
  public Setting<T> printedBy(Function<T, String> inverse) {
    Draft<T> draft = new Draft<>(this);
    draft.printer = inverse;
    return new Setting<>(draft);
  }

  /** Its name without prefix: {@code DB_NAME}. */
  public String name() {
    return name;
  }

  /** The variable: {@code OELEO_DB_NAME}. */
  public String variable() {
    return prefix + name;
  }

  /** The variable of one scope: {@code OELEO_EXTERNAL_HOST} for {@code EXTERNAL}. */
  public String variable(String scope) {
    return prefix.isEmpty() ? name : prefix + scope.toUpperCase(Locale.ROOT) + "_" + name;
  }

  /** What it is for, one or more sentences. */
  public String description() {
    return description;
  }

  /** What it takes: {@code a whole number from 1 to 64}. */
  public String rule() {
    return rule;
  }

  /** Turns a text into the value; see {@link Parser#parse}. */
  T parse(String text) {
    return parser.parse(text);
  }

  /** The value as a person would write it; {@code ***} for a secret. */
  public String print(T value) {
    return secret ? "***" : printer.apply(value);
  }

  /** The value when nothing is set, if there is one. */
  public Optional<T> fallback() {
    return fallback;
  }

  /** The fallback as a person would write it. */
  public Optional<String> printedFallback() {
    return fallback.map(this::print);
  }

  /** Whether it must be set. */
  public boolean isRequired() {
    return required;
  }

  /** Whether its value must never be shown. */
  public boolean isSecret() {
    return secret;
  }

  /** Other variables that mean the same. */
  public List<String> aliases() {
    return aliases;
  }

  /** A value to show in the template. */
  public Optional<String> example() {
    return example;
  }

  @Override
  public String toString() {
    return variable();
  }
}
