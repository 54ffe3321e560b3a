package org.oeleo.s3.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;

class AddressTest {
  @ParameterizedTest
  @CsvSource({
    "s3://bucket, bucket, ''",
    "s3://bucket/, bucket, ''",
    "s3://bucket/a/b, bucket, a/b/",
    "s3://bucket/a/b/, bucket, a/b/",
    "S3://bucket/a, bucket, a/",
    "bucket/a, bucket, a/",
    "bucket, bucket, ''",
    "tenant:Old_Bucket/a, tenant:Old_Bucket, a/",
    "s3://my.bucket-1/r%20k+s ü?#/x, my.bucket-1, r%20k+s ü?#/x/",
    "s3://bucket/a:b@c, bucket, a:b@c/"
  })
  void a_root_names_bucket_and_prefix(String root, String bucket, String prefix) throws Exception {
    Address address = Address.parse(root);

    assertThat(address).isEqualTo(new Address(bucket, prefix));
    assertThat(Address.parse(address.toString())).isEqualTo(address);
  }

  @ParameterizedTest
  @CsvSource({
    "'', names no bucket",
    "s3://, names no bucket",
    "s3:///a, names no bucket",
    "/srv/data, names no bucket",
    "s3://a b/c, which none can be called",
    "s3://x/c, which none can be called",
    "s3://bück/c, which none can be called",
    "'s3://bu\u0007cket/c', bu\\u0007cket",
    "C:\\data, which none can be called",
    "https://host/bucket, which none can be called",
    "s3://arn:aws:s3:eu:1:accesspoint/x, is an ARN",
    "s3://bucket//a, empty folder",
    "s3://bucket/a//b, empty folder",
    "s3://bucket/a//, empty folder",
    "s3://bucket/../a, has . or ..",
    "s3://bucket/a/., has . or ..",
    "'s3://bucket/a\u0000b', control character",
    "'s3://bucket/a\nb', a\\nb",
    "'s3://bucket/a\ud800b', half of a character"
  })
  void what_cannot_be_one_is_refused_and_says_why(String root, String why) {
    assertThatThrownBy(() -> Address.parse(root))
        .isInstanceOfSatisfying(
            ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REJECTED))
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource({"s3://AKIAX:hunter2@bucket/a", "hunter2@bucket", "s3://hunter2@"})
  void keys_in_the_root_are_refused_and_not_repeated(String root) {
    assertThatThrownBy(() -> Address.parse(root))
        .hasMessageContaining("OELEO_ACCESS_KEY")
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @CsvSource({"500, 500, true", "511, 511, true", "511, 512, false"})
  void a_prefix_must_leave_room_for_a_key(int first, int second, boolean fits) throws Exception {
    String root = "bucket/" + "x".repeat(first) + "/" + "y".repeat(second - 1);
    if (fits) {
      assertThat(Address.parse(root).prefix()).hasSize(first + second + 1);
    } else {
      assertThatThrownBy(() -> Address.parse(root)).hasMessageContaining("1024 bytes");
    }
  }
}
