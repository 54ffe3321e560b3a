package org.oeleo.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class UploadTokenTest {
  @Test
  void a_token_survives_being_written_down_whatever_the_key() {
    UploadToken token = new UploadToken(
        "up\"load\\",
        "id",
        "a/\u0001 \"\u4e16\ud83d\ude00\n",
        new Layout(5L << 40, 1L << 29),
        Optional.of("aGFzaA=="));

    assertThat(UploadToken.parse(token.toJson())).contains(token);
  }

  @Test
  void a_token_does_not_tell_its_secret_by_accident() {
    UploadToken token =
        new UploadToken("canary", "canary", "key", new Layout(10, 10), Optional.empty());

    assertThat(token.toString()).doesNotContain("canary");
  }
}
