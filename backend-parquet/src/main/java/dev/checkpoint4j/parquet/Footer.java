package dev.checkpoint4j.parquet;

import dev.checkpoint4j.schema.RecordSchema;
import java.util.List;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;

/**
 * What the end of a file says, checked against the file's length and itself.
 *
 * @param meta as it is stored
 * @param tree its schema
 * @param schema the columns of the records
 * @param shapes how leaves make up each column
 * @param outliers values that stand in the footer because their column cannot hold them
 * @param pandas whether pandas wrote the file, so that it may have {@link DocEtlMarks}
 */
record Footer(
    FileMetaData meta,
    SchemaTree tree,
    RecordSchema schema,
    List<Shape> shapes,
    Outliers outliers,
    boolean pandas) {
  /** Key of the schema's text, in {@link dev.checkpoint4j.spi.column.SchemaText}'s form. */
  static final String SCHEMA_KEY = "checkpoint4j.schema";

  /** Key of the outliers' text. */
  static final String OUTLIERS_KEY = "checkpoint4j.outliers";

  /** How the files of this library begin to name their writer. */
  static final String CREATED_BY = "checkpoint4j";

  long rows() {
    return meta.getNum_rows();
  }

  List<RowGroup> groups() {
    return meta.getRow_groups();
  }

  ColumnMetaData chunk(int group, int leaf) {
    return groups().get(group).getColumns().get(leaf).getMeta_data();
  }
}
