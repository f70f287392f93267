package dev.checkpoint4j.multi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
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

/** Reads the objects of an array one by one, so that memory holds a batch. */
final class JsonArraySource<T> implements RecordSource<T> {
  private static final int BATCH_ROWS = 256;
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build());

  private final StoredFile file;
  private final JsonParser in;
  private final JsonRowReader<T> rows;
  private final RowFilter filter;
  private final JsonRowReader<Map<String, Object>> filterRows;
  private final boolean filtered;
  private long wanted;
  private long row;
  private boolean begun;
  private boolean ended;

  JsonArraySource(StoredFile file, ReadPlan<T> plan) throws IOException {
    this.file = file;
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
    this.in = JSON.createParser(file.stream());
  }

  @Override
  public @Nullable List<T> nextBatch() {
    if (ended) {
      return null;
    }
    List<T> batch = new ArrayList<>();
    try {
      if (!begun && in.nextToken() != JsonToken.START_ARRAY) {
        throw corrupt("it does not begin with a JSON array");
      }
      begun = true;
      while (batch.size() < BATCH_ROWS && !ended) {
        next(batch);
      }
      return batch;
    } catch (RowProblem problem) {
      throw problem.at(file.where() + ", row " + row);
    } catch (JsonProcessingException e) {
      // Without Jackson's message, which quotes the data.
      throw corrupt("it is not JSON at byte " + e.getLocation().getByteOffset());
    } catch (IOException e) {
      throw new CheckpointIOException(file.where() + ": it cannot be read: " + e.getMessage(), e);
    }
  }

  private void next(List<T> batch) throws IOException {
    JsonToken token = in.nextToken();
    if (token == JsonToken.START_OBJECT) {
      row++;
      add(batch);
    } else if (token == JsonToken.END_ARRAY && in.nextToken() == null) {
      ended = true;
      filter.finish();
    } else {
      throw corrupt("after row " + row + " stands something that is no record");
    }
  }

  private void add(List<T> batch) throws IOException {
    if (!filtered) {
      take(rows.read(in), batch);
      return;
    }
    try (TokenBuffer copy = new TokenBuffer(in)) {
      copy.copyCurrentStructure(in);
      if (filter.test(filterRows.read(beginning(copy)))) {
        take(rows.read(beginning(copy)), batch);
      }
    }
  }

  private static JsonParser beginning(TokenBuffer record) throws IOException {
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
    ended = wanted == 0 && filter.allColumnsSeen();
  }

  private CorruptCheckpointException corrupt(String problem) {
    return new CorruptCheckpointException(
        file.where() + ": " + problem + "; run the step again, or take the file away");
  }

  @Override
  @SuppressWarnings("try") // the file is closed whatever happens to the parser
  public void close() {
    try (StoredFile last = file) {
      in.close();
    } catch (IOException e) {
      throw new CheckpointIOException(file.where() + ": it cannot be closed", e);
    }
  }
}
