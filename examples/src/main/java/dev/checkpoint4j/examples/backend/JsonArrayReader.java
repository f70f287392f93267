package dev.checkpoint4j.examples.backend;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import dev.checkpoint4j.CheckpointIOException;
import dev.checkpoint4j.CorruptCheckpointException;
import dev.checkpoint4j.schema.RecordSchema;
import dev.checkpoint4j.spi.JsonRowReader;
import dev.checkpoint4j.spi.ReadPlan;
import dev.checkpoint4j.spi.RecordBinding;
import dev.checkpoint4j.spi.RecordSource;
import dev.checkpoint4j.spi.RowFilter;
import dev.checkpoint4j.spi.RowProblem;
import dev.checkpoint4j.spi.StoredFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

// docs:begin reader
/** Reads the array element by element, so that memory holds one batch. */
final class JsonArrayReader<T> implements RecordSource<T> {
  private static final int BATCH_ROWS = 256;

  private final StoredFile file;
  private final JsonParser in;
  private final JsonRowReader<T> rows;
  private final RowFilter filter;
  private final JsonRowReader<Map<String, Object>> filterRows;
  private final boolean filtered;
  private long wanted;
  private long row;
  private boolean ended;

  JsonArrayReader(StoredFile file, ReadPlan<T> plan) throws IOException {
    this.file = file;
    this.in = new ObjectMapper(new JsonFactory()).createParser(file.stream());
    // A file with no manifest is as wide as the type asked for, and may be wider.
    boolean known = !file.schema().columns().isEmpty();
    RecordSchema columns = known ? file.schema() : plan.binding().schema();
    this.filter = RowFilter.compile(plan.filter(), columns, !known);
    this.filtered = !plan.filter().isAll();
    this.wanted = plan.limit();
    try {
      this.rows = plan.binding().jsonReader(file.schema());
      this.filterRows = RecordBinding.ofColumns(filter.columns()).jsonReader(columns);
    } catch (RowProblem problem) {
      throw problem.at(file.where());
    }
    try {
      if (in.nextToken() != JsonToken.START_ARRAY) {
        throw corrupt("it does not begin with a JSON array");
      }
    } catch (JsonProcessingException e) {
      throw notJson(e);
    }
  }

  @Override
  public @Nullable List<T> nextBatch() {
    if (ended) {
      return null;
    }
    List<T> batch = new ArrayList<>();
    try {
      while (batch.size() < BATCH_ROWS && !ended) {
        JsonToken token = in.nextToken();
        if (token == JsonToken.START_OBJECT) {
          row++;
          add(batch);
        } else if (token == JsonToken.END_ARRAY && in.nextToken() == null) {
          finish();
        } else {
          throw corrupt("after row " + row + " stands something that is no record");
        }
      }
      return batch;
    } catch (RowProblem problem) {
      throw problem.at(file.where() + ", row " + row);
    } catch (JsonProcessingException e) {
      throw notJson(e);
    } catch (IOException e) {
      throw new CheckpointIOException(file.where() + ": it cannot be read", e);
    }
  }

  private void add(List<T> batch) throws IOException {
    if (!filtered) {
      take(rows.read(in), batch);
      return;
    }
    try (TokenBuffer copy = new TokenBuffer(in)) {
      copy.copyCurrentStructure(in);
      if (filter.test(filterRows.read(at(copy)))) {
        take(rows.read(at(copy)), batch);
      }
    }
  }

  private static JsonParser at(TokenBuffer record) throws IOException {
    JsonParser parser = record.asParser();
    parser.nextToken();
    return parser;
  }

  private void take(T record, List<T> batch) {
    if (wanted > 0) {
      wanted--;
      batch.add(record);
    }
    // A column of the filter that no row had yet may be a slip: look on before ending early.
    ended = wanted == 0 && filtered && filter.allColumnsSeen();
  }

  private void finish() {
    ended = true;
    filter.finish();
  }

  /** Without Jackson's message, which quotes the data. */
  private CorruptCheckpointException notJson(JsonProcessingException e) {
    return corrupt("it is not JSON at byte " + e.getLocation().getByteOffset());
  }

  private CorruptCheckpointException corrupt(String problem) {
    return new CorruptCheckpointException(
        file.where() + ": " + problem + "; restore the file, or delete the checkpoint");
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new CheckpointIOException(file.where() + ": it cannot be closed", e);
    } finally {
      file.close();
    }
  }
}

// docs:end reader
