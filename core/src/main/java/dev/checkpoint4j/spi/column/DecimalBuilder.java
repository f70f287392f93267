package dev.checkpoint4j.spi.column;

import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects values of kind DECIMAL. */
public final class DecimalBuilder extends VectorBuilder {
  private static final int DECIMAL_OVERHEAD = 48;

  private @Nullable BigDecimal[] values = new BigDecimal[0];
  private long digits;

  DecimalBuilder() {}

  /** Adds a value. */
  public void addDecimal(BigDecimal value) {
    int index = next();
    values[index] = notNull(value);
    digits += value.unscaledValue().bitLength() / 8;
  }

  @Override
  public long heapBytes() {
    return flatBytes(DECIMAL_OVERHEAD) + digits;
  }

  @Override
  void put(Object canonical) {
    addDecimal((BigDecimal) canonical);
  }

  @Override
  void resize(int capacity) {
    values = Arrays.copyOf(values, capacity);
  }

  @Override
  ColumnVector make(int size, boolean @Nullable [] nulls) {
    DecimalVector vector = new DecimalVector(size, values, nulls);
    values = new BigDecimal[0];
    digits = 0;
    return vector;
  }
}
