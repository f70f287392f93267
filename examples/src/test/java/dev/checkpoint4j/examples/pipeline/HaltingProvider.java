package dev.checkpoint4j.examples.pipeline;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.CheckpointWriter;
import dev.checkpoint4j.StepBuilder;
import dev.checkpoint4j.StepBuilder.Mapping;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.spi.CheckpointConfig;
import dev.checkpoint4j.spi.CheckpointProvider;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A JSON Lines store that stops in the middle of a save, for a test to kill: {@code
 * halting:DIR?at=NAME}. It says {@value #SIGN} on standard output when half the records of NAME are
 * written and nothing is committed.
 */
public final class HaltingProvider implements CheckpointProvider {
  static final String SIGN = "HALTED";

  private static final int HALT_AFTER_ROWS = 10;

  @Override
  public String format() {
    return "halting";
  }

  @Override
  public CheckpointManager open(CheckpointConfig config) {
    CheckpointManager store = CheckpointManagers.open("jsonl:" + config.location());
    String haltAt = Objects.requireNonNull(config.options().get("at"), "at");
    return (CheckpointManager)
        Proxy.newProxyInstance(
            HaltingProvider.class.getClassLoader(),
            new Class<?>[] {CheckpointManager.class},
            (proxy, method, arguments) -> {
              if (arguments == null || !haltAt.equals(arguments[0])) {
                return call(store, method, arguments);
              }
              if (method.getName().equals("getOrCompute")) {
                Supplier<?> compute = (Supplier<?>) arguments[arguments.length - 1];
                halt(store, haltAt, typeOf(arguments[1]), (List<?>) compute.get());
              }
              Object result = call(store, method, arguments);
              return method.getName().equals("step") ? haltingStep(result) : result;
            });
  }

  private static <T> void halt(
      CheckpointManager store, String name, TypeRef<T> type, List<?> records)
      throws InterruptedException {
    try (CheckpointWriter<T> writer = store.writer(name, type)) {
      for (Object record : records.subList(0, records.size() / 2)) {
        @SuppressWarnings("unchecked")
        T typed = (T) record;
        writer.write(typed);
      }
      System.out.println(SIGN);
      System.out.flush();
      new CountDownLatch(1).await();
    }
  }

  /** A step's description whose rows halt after a few. */
  private static Object haltingStep(Object step) {
    Class<?>[] faces =
        step instanceof StepBuilder
            ? new Class<?>[] {StepBuilder.class}
            : step instanceof StepBuilder.WithInput<?>
                ? new Class<?>[] {StepBuilder.WithInput.class}
                : new Class<?>[] {StepBuilder.WithOutput.class};
    return Proxy.newProxyInstance(
        HaltingProvider.class.getClassLoader(),
        faces,
        (proxy, method, arguments) -> {
          if (method.getName().equals("map")) {
            AtomicInteger rows = new AtomicInteger();
            @SuppressWarnings("unchecked")
            Mapping<Object, Object> mapping = (Mapping<Object, Object>) arguments[0];
            Mapping<Object, Object> halting = input -> haltAfter(rows, mapping.apply(input));
            return call(step, method, new Object[] {halting});
          }
          Object result = call(step, method, arguments);
          return result.getClass().getSimpleName().startsWith("Step")
              ? haltingStep(result)
              : result;
        });
  }

  private static Object haltAfter(AtomicInteger rows, Object result) throws InterruptedException {
    if (rows.incrementAndGet() == HALT_AFTER_ROWS) {
      System.out.println(SIGN);
      System.out.flush();
      new CountDownLatch(1).await();
    }
    return result;
  }

  private static TypeRef<?> typeOf(Object type) {
    return type instanceof Class<?> plain ? TypeRef.of(plain) : (TypeRef<?>) type;
  }

  private static Object call(Object store, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(store, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
