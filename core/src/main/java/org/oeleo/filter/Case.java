package org.oeleo.filter;

/** Whether capital letters matter in names. */
enum Case {
  MATTERS {
    @Override
    int fold(int point) {
      return point;
    }
  },
  IGNORED {
    @Override
    int fold(int point) {
      // Both ways, as String.equalsIgnoreCase does: some letters have only one of the two.
      return Character.toLowerCase(Character.toUpperCase(point));
    }
  };

  abstract int fold(int point);

  String fold(String text) {
    return this == MATTERS
        ? text
        : text.codePoints()
            .map(this::fold)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }
}
