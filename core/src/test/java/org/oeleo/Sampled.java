package org.oeleo;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyAttributes;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Properties of this class are tried on the same samples in every build, so that a build that
 * passed passes again. {@code -Doeleo.seed=7} takes other samples, {@code -Doeleo.tries=1000} takes
 * a thousand times as many.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@AddLifecycleHook(value = Sampled.Samples.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
public @interface Sampled {
  /** Sets what is to be sampled. */
  @SuppressWarnings("exports") // seen by tests only
  final class Samples implements AroundPropertyHook {
    private static final int TRIES = 1_000;

    /** For jqwik. */
    public Samples() {}

    @Override
    public PropertyExecutionResult aroundProperty(
        PropertyLifecycleContext context, PropertyExecutor property) {
      PropertyAttributes attributes = context.attributes();
      attributes.setSeed(System.getProperty("oeleo.seed", "20240501"));
      attributes.setTries(attributes.tries().orElse(TRIES) * Integer.getInteger("oeleo.tries", 1));
      return property.execute();
    }
  }
}
