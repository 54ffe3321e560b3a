package org.oeleo.settings;

import java.util.Optional;

/**
 * What one setting is at present, to be shown to a person.
 *
 * @param variable under which it was set, or else could be: {@code OELEO_DB_NAME}
 * @param value as text, {@code ***} for a secret; empty if there is none
 * @param origin {@code OELEO_DB_NAME in lab.env}, {@code default} or {@code not set}
 */
public record SettingValue(String variable, Optional<String> value, String origin) {}
