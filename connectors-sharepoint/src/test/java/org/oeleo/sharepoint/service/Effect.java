package org.oeleo.sharepoint.service;

import java.util.Optional;

/** What happens to one request besides, or in place of, what usually would. */
interface Effect {
  /** An answer in place of the usual one, which is then not even looked for. */
  default Optional<Answer> before(Request request) {
    return Optional.empty();
  }

  /** What becomes of the answer after the request was served. */
  default Answer after(Answer answer) {
    return answer;
  }
}
