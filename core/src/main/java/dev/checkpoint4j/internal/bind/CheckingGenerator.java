package dev.checkpoint4j.internal.bind;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/** What Jackson writes by itself is held to the rules of rows. */
final class CheckingGenerator extends JsonGeneratorDelegate {
  CheckingGenerator(JsonGenerator out) {
    super(out, false);
  }

  @Override
  public void writeStartObject() throws IOException {
    super.writeStartObject();
    Problems.checkDepth(delegate);
  }

  @Override
  public void writeStartObject(Object value) throws IOException {
    super.writeStartObject(value);
    Problems.checkDepth(delegate);
  }

  @Override
  public void writeStartObject(Object value, int size) throws IOException {
    super.writeStartObject(value, size);
    Problems.checkDepth(delegate);
  }

  @Override
  public void writeStartArray() throws IOException {
    super.writeStartArray();
    Problems.checkDepth(delegate);
  }

  @Override
  public void writeStartArray(Object value) throws IOException {
    super.writeStartArray(value);
    Problems.checkDepth(delegate);
  }

  @Override
  public void writeStartArray(Object value, int size) throws IOException {
    super.writeStartArray(value, size);
    Problems.checkDepth(delegate);
  }

  @Override
  public void writeFieldName(String name) throws IOException {
    Text.writeKey(name, delegate);
  }

  @Override
  public void writeFieldName(SerializableString name) throws IOException {
    Text.writeKey(name.getValue(), delegate);
  }

  @Override
  public void writeString(String text) throws IOException {
    if (text == null) {
      delegate.writeNull();
    } else {
      Text.write(text, delegate);
    }
  }

  @Override
  public void writeString(char[] text, int offset, int length) throws IOException {
    Text.write(new String(text, offset, length), delegate);
  }

  @Override
  public void writeNumber(double value) throws IOException {
    Numbers.write(value, delegate);
  }

  @Override
  public void writeNumber(float value) throws IOException {
    Numbers.write(value, delegate);
  }

  @Override
  public void writeNumber(BigDecimal value) throws IOException {
    if (value == null) {
      delegate.writeNull();
    } else {
      Numbers.write(value, delegate);
    }
  }

  @Override
  public void writeNumber(BigInteger value) throws IOException {
    if (value == null) {
      delegate.writeNull();
    } else {
      Numbers.write(value, delegate);
    }
  }
}
