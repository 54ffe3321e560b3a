package org.oeleo.s3;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** The requests that were sent, by name. Safe for many threads. */
final class Requests implements ExecutionInterceptor {
  private final List<String> names = new CopyOnWriteArrayList<>();

  @Override
  public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes about) {
    names.add(about.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
  }

  long count(String name) {
    return names.stream().filter(name::equals).count();
  }

  void forget() {
    names.clear();
  }

  @Override
  public String toString() {
    return names.toString();
  }
}
