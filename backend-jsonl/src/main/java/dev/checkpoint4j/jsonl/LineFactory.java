package dev.checkpoint4j.jsonl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.ContentReference;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.JsonWriteFeature;

/** Makes parsers and generators for lines, with limits in place of Jackson's defaults. */
final class LineFactory extends JsonFactory {
  private static final long serialVersionUID = 1L;

  private final int maxRecordBytes;

  LineFactory(int maxRecordBytes) {
    super(settings());
    this.maxRecordBytes = maxRecordBytes;
  }

  private static JsonFactoryBuilder settings() {
    return new JsonFactoryBuilder()
        // Interning costs more than it saves, and fills a table of the JVM from files.
        .disable(Feature.INTERN_FIELD_NAMES)
        .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
        .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        // The same shortest digits on every JDK; before 19 Double.toString gives more than needed.
        .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
        .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
        .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
        .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(JsonlOptions.MAX_NESTING)
                .maxNumberLength(JsonlOptions.MAX_NUMBER_CHARS)
                // A chunk and a line are limited, and with them all that stands in one.
                .maxStringLength(Integer.MAX_VALUE)
                .maxNameLength(Integer.MAX_VALUE)
                .build())
        .streamWriteConstraints(
            // One more than is read: the binding stops before, and names the column.
            StreamWriteConstraints.builder().maxNestingDepth(JsonlOptions.MAX_NESTING + 1).build());
  }

  /** A parser of the lines of a chunk. Never guesses another encoding than UTF-8. */
  LineParser parser(Chunk chunk) {
    IOContext context = _createContext(ContentReference.redacted(), false);
    return new LineParser(
        context,
        _parserFeatures,
        _byteSymbolCanonicalizer.makeChildOrPlaceholder(_factoryFeatures),
        chunk.bytes(),
        chunk.start(),
        chunk.end(),
        maxRecordBytes);
  }

  /** A generator that puts a line break between the records. */
  LineGenerator generator(LineBlock into) {
    IOContext context = _createContext(ContentReference.redacted(), false);
    return new LineGenerator(context, _generatorFeatures, into);
  }
}
