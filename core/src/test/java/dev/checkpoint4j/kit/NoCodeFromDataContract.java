package dev.checkpoint4j.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.checkpoint4j.CheckpointException;
import dev.checkpoint4j.kit.ValueTypes.Event;
import dev.checkpoint4j.kit.ValueTypes.Shape;
import dev.checkpoint4j.kit.ValueTypes.Untyped;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** P8: data names no class that is then loaded. */
abstract class NoCodeFromDataContract extends ContractPart {
  private static final String TRACE = "checkpoint4j.kit.canary";

  /** Leaves a trace when anything initialises it. */
  static final class CanaryClass {
    static {
      System.setProperty(TRACE, "initialised");
    }

    public void setValue(String value) {
      System.setProperty(TRACE, value);
    }
  }

  private static final String CLASS_NAME = NoCodeFromDataContract.class.getName() + "$CanaryClass";

  NoCodeFromDataContract(CheckpointContract contract) {
    super(contract);
  }

  @Test
  void aClassNamedInARowIsNeverInitialised() {
    System.clearProperty(TRACE);
    for (String key :
        List.of("@class", "@type", "$type", "class", "@c", "kind", "type", "__type__")) {
      Map<String, Object> row =
          Map.of(key, CLASS_NAME, "value", "x", "v", List.of(CLASS_NAME, Map.of("value", "x")));
      assertRoundTrip(dev.checkpoint4j.TypeRef.mapRow(), List.of(row));
      assertRoundTrip(Untyped.class, List.of(new Untyped(row, row)));
      assertRoundTrip(Untyped.class, List.of(new Untyped(List.of(CLASS_NAME, row), Map.of())));
    }
    assertThat(System.getProperty(TRACE)).isNull();
  }

  @Test
  void aSealedTypeTakesOnlyItsOwnMembers() {
    System.clearProperty(TRACE);
    for (String key : List.of("kind", "@class", "@type", "$type", "type", "@c")) {
      manager.saveRows(NAME, List.of(Map.of(key, CLASS_NAME, "value", "x", "radius", 1.0)));
      assertThatThrownBy(() -> manager.load(NAME, Shape.class))
          .isInstanceOf(CheckpointException.class);
      assertThatThrownBy(() -> manager.load(NAME, Event.class))
          .isInstanceOf(CheckpointException.class);
    }
    assertThat(System.getProperty(TRACE)).isNull();
  }
}
