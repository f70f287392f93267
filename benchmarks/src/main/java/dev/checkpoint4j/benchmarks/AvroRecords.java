package dev.checkpoint4j.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Avro's generic records to and from the benchmarks' own. */
final class AvroRecords {
  private static final String STRINGS = "{\"type\":\"array\",\"items\":\"string\"}";

  static final Schema ROW =
      schema(
          "Row",
          field("id", "\"long\""),
          field("user", "\"string\""),
          field("score", "\"double\""),
          field("label", "\"string\""),
          field("tags", STRINGS),
          field("note", "\"string\""),
          field("active", "\"boolean\""));

  private static final Schema METADATA =
      schema(
          "Metadata",
          field("conversation_turns", "\"int\""),
          field("model", "\"string\""),
          field("winner", "\"boolean\""),
          field("question_id", "\"int\""));

  static final Schema SUMMARY =
      schema(
          "Summary",
          field("summary", "\"string\""),
          field("request", optional("\"string\"")),
          field("topic", optional("\"string\"")),
          field("languages", STRINGS),
          field("task", optional("\"string\"")),
          field("concerning_score", optional("\"int\"")),
          field("user_frustration", optional("\"int\"")),
          field("assistant_errors", STRINGS),
          field("chat_id", "\"string\""),
          field("metadata", METADATA.toString()),
          field("embedding", optional("{\"type\":\"array\",\"items\":\"double\"}")));

  private AvroRecords() {}

  private static String field(String name, String type) {
    return "{\"name\":\"" + name + "\",\"type\":" + type + "}";
  }

  private static String optional(String type) {
    return "[\"null\"," + type + "]";
  }

  private static Schema schema(String name, String... fields) {
    return new Schema.Parser()
        .parse(
            "{\"type\":\"record\",\"name\":\""
                + name
                + "\",\"fields\":["
                + String.join(",", fields)
                + "]}");
  }

  static GenericRecord of(FlatRow row) {
    GenericRecord record = new GenericData.Record(ROW);
    record.put(0, row.id());
    record.put(1, row.user());
    record.put(2, row.score());
    record.put(3, row.label());
    record.put(4, row.tags());
    record.put(5, row.note());
    record.put(6, row.active());
    return record;
  }

  static FlatRow row(GenericRecord record) {
    return new FlatRow(
        (Long) record.get(0),
        record.get(1).toString(),
        (Double) record.get(2),
        record.get(3).toString(),
        strings(record.get(4)),
        record.get(5).toString(),
        (Boolean) record.get(6));
  }

  static GenericRecord of(TypedSummary summary) {
    GenericRecord record = new GenericData.Record(SUMMARY);
    record.put(0, summary.summary());
    record.put(1, summary.request());
    record.put(2, summary.topic());
    record.put(3, summary.languages());
    record.put(4, summary.task());
    record.put(5, summary.concerningScore());
    record.put(6, summary.userFrustration());
    record.put(7, summary.assistantErrors());
    record.put(8, summary.chatId());
    GenericRecord metadata = new GenericData.Record(METADATA);
    metadata.put(0, summary.metadata().conversationTurns());
    metadata.put(1, summary.metadata().model());
    metadata.put(2, summary.metadata().winner());
    metadata.put(3, summary.metadata().questionId());
    record.put(9, metadata);
    double[] embedding = summary.embedding();
    record.put(10, embedding == null ? null : Arrays.stream(embedding).boxed().toList());
    return record;
  }

  static TypedSummary summary(GenericRecord record) {
    GenericRecord metadata = (GenericRecord) record.get(9);
    return new TypedSummary(
        record.get(0).toString(),
        string(record.get(1)),
        string(record.get(2)),
        strings(record.get(3)),
        string(record.get(4)),
        (Integer) record.get(5),
        (Integer) record.get(6),
        strings(record.get(7)),
        record.get(8).toString(),
        new Metadata(
            (Integer) metadata.get(0),
            metadata.get(1).toString(),
            (Boolean) metadata.get(2),
            (Integer) metadata.get(3)),
        doubles((List<?>) record.get(10)));
  }

  private static @Nullable String string(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static List<String> strings(Object list) {
    List<String> strings = new ArrayList<>(((List<?>) list).size());
    for (Object each : (List<?>) list) {
      strings.add(each.toString());
    }
    return strings;
  }

  private static double @Nullable [] doubles(@Nullable List<?> list) {
    return list == null ? null : list.stream().mapToDouble(each -> (Double) each).toArray();
  }
}
