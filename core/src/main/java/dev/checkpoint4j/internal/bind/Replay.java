package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Copies JSON with every digit of its numbers. */
final class Replay {
  private Replay() {}

  /** Copies the value whose first token is current, and leaves the parser at its last one. */
  static void copy(JsonParser in, JsonGenerator out) throws IOException {
    int open = 0;
    while (true) {
      JsonToken token = in.currentToken();
      switch (token) {
        case START_OBJECT -> out.writeStartObject();
        case START_ARRAY -> out.writeStartArray();
        case END_OBJECT -> out.writeEndObject();
        case END_ARRAY -> out.writeEndArray();
        case FIELD_NAME -> out.writeFieldName(in.currentName());
        case VALUE_STRING -> out.writeString(in.getText());
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> out.writeNumber(in.getText());
        case VALUE_TRUE -> out.writeBoolean(true);
        case VALUE_FALSE -> out.writeBoolean(false);
        case VALUE_NULL -> out.writeNull();
        default -> throw Problems.corrupt("a JSON value was expected");
      }
      if (token.isStructStart()) {
        open++;
        Problems.checkDepth(in);
      } else if (token.isStructEnd()) {
        open--;
      }
      if (open == 0) {
        return;
      }
      Problems.next(in);
    }
  }
}
