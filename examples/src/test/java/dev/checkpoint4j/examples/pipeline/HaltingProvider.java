package dev.checkpoint4j.examples.pipeline;

import dev.checkpoint4j.CheckpointManager;
import dev.checkpoint4j.CheckpointManagers;
import dev.checkpoint4j.CheckpointWriter;
import dev.checkpoint4j.TypeRef;
import dev.checkpoint4j.spi.CheckpointConfig;
import dev.checkpoint4j.spi.CheckpointProvider;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/**
 * A JSON Lines store that stops in the middle of a save, for a test to kill: {@code
 * halting:DIR?at=NAME}. It says {@value #SIGN} on standard output when half the records of NAME are
 * written and nothing is committed.
 */
public final class HaltingProvider implements CheckpointProvider {
  static final String SIGN = "HALTED";

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
              if (method.getName().equals("save") && haltAt.equals(arguments[0])) {
                halt(store, (String) arguments[0], typeOf(arguments[1]), (List<?>) arguments[2]);
              }
              return call(store, method, arguments);
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

  private static TypeRef<?> typeOf(Object type) {
    return type instanceof Class<?> plain ? TypeRef.of(plain) : (TypeRef<?>) type;
  }

  private static Object call(CheckpointManager store, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(store, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
