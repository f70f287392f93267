package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Jackson reads by itself is held to the rules of rows: no key twice, not too deep. */
final class CheckingParser extends JsonParserDelegate {
  private final Deque<Set<String>> keys = new ArrayDeque<>();

  /** Takes a parser at the first token of a value. */
  CheckingParser(JsonParser in) {
    super(in);
    note(in.currentToken());
  }

  @Override
  public @Nullable JsonToken nextToken() throws IOException {
    JsonToken token = delegate.nextToken();
    note(token);
    return token;
  }

  private void note(@Nullable JsonToken token) {
    if (token == JsonToken.START_OBJECT) {
      keys.push(new HashSet<>());
      Problems.checkDepth(delegate);
    } else if (token == JsonToken.START_ARRAY) {
      Problems.checkDepth(delegate);
    } else if (token == JsonToken.END_OBJECT) {
      keys.poll();
    } else if (token == JsonToken.FIELD_NAME) {
      checkKey();
    }
  }

  private void checkKey() {
    try {
      String key = delegate.currentName();
      Set<String> seen = keys.peek();
      if (seen != null && !seen.add(key)) {
        throw Problems.duplicate(key);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public JsonParser skipChildren() throws IOException {
    JsonToken token = currentToken();
    if (token == null || !token.isStructStart()) {
      return this;
    }
    int open = 1;
    while (open > 0) {
      JsonToken next = nextToken();
      if (next == null) {
        throw Problems.corrupt("the row ends in the middle");
      }
      open += next.isStructStart() ? 1 : next.isStructEnd() ? -1 : 0;
    }
    return this;
  }

  /** Jackson clears the last token of a value, which the reader of the row still needs. */
  @Override
  public void clearCurrentToken() {}
}
