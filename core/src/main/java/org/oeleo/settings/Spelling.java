package org.oeleo.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which name was meant by a misspelt one. */
final class Spelling {
  private Spelling() {}

  /**
   * The known name that the fewest slips turn into {@code name}; empty if that would be guessing.
   */
  static Optional<String> nearest(String name, Collection<String> known) {
    int most = Math.max(1, Math.min(4, name.length() / 5));
    return known.stream()
        .map(candidate -> new Guess(candidate, slips(name, candidate)))
        .filter(guess -> guess.slips <= most)
        .min(Comparator.comparingInt(Guess::slips).thenComparing(Guess::name))
        .map(Guess::name);
  }

  private record Guess(String name, int slips) {}

  /**
   * How many letters are missing, too many, wrong or swapped with their neighbour (the "optimal
   * string alignment" distance).
   */
  static int slips(String left, String right) {
    int[][] cost = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      for (int j = 0; j <= right.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, left, right, new int[] {i, j});
      }
    }
    return cost[left.length()][right.length()];
  }

  private static int cheapest(int[][] cost, String left, String right, int[] at) {
    int i = at[0];
    int j = at[1];
    int wrong = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
    int least = cost[i - 1][j - 1] + wrong;
    least = Math.min(least, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped = i > 1
        && j > 1
        && left.charAt(i - 1) == right.charAt(j - 2)
        && left.charAt(i - 2) == right.charAt(j - 1);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }
}
