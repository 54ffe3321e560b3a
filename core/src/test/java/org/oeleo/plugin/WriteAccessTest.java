package org.oeleo.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of access rights as Windows has them. */
class WriteAccessTest {
  private record Named(String getName) implements UserPrincipal {
    @Override
    public String getName() {
      return getName;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Everyone, ALLOW, WRITE_DATA, true",
    "BUILTIN\\Users, ALLOW, APPEND_DATA, true",
    "NT AUTHORITY\\Authenticated Users, ALLOW, DELETE_CHILD, true",
    "BUILTIN\\Users, ALLOW, WRITE_ACL, true",
    "BUILTIN\\Users, ALLOW, READ_DATA, false",
    "BUILTIN\\Users, DENY, WRITE_DATA, false",
    "BUILTIN\\Administrators, ALLOW, WRITE_DATA, false",
    "NT AUTHORITY\\SYSTEM, ALLOW, WRITE_DATA, false",
    "LAB\\oeleo, ALLOW, WRITE_DATA, false"
  })
  void who_is_everybody_and_what_is_writing(
      String who, AclEntryType type, AclEntryPermission right, boolean open) {
    AclEntry entry = AclEntry.newBuilder()
        .setType(type)
        .setPrincipal(new Named(who))
        .setPermissions(right, AclEntryPermission.SYNCHRONIZE)
        .build();

    assertThat(WriteAccess.everybody(List.of(entry)))
        .isEqualTo(open ? Optional.of(who) : Optional.empty());
  }
}
