-- Runs, the catalogue of checkpoints, and the rows of each.
-- Words in ${} are the types of the database at hand; see docs/format/sql.md.

create table c4j_run (
  id ${key} not null primary key,
  name ${text} not null,
  description ${text},
  config ${text},
  status ${key} not null,
  owner ${key},
  created_at bigint not null,
  started_at bigint not null,
  heartbeat_at bigint not null,
  completed_at bigint,
  error ${text}
)${options};

create table c4j_rowset (
  id ${identity},
  row_kind ${key} not null,
  schema_json ${text} not null,
  row_count bigint not null,
  byte_count bigint not null,
  row_sum bigint not null,
  created_at bigint not null
)${options};

create table c4j_checkpoint (
  run_id ${key} not null,
  name ${name} not null,
  rowset_id bigint not null,
  version bigint not null,
  primary key (run_id, name),
  foreign key (rowset_id) references c4j_rowset (id),
  foreign key (run_id) references c4j_run (id)
)${options};

create table c4j_record (
  rowset_id bigint not null,
  position bigint not null,
  is_escaped smallint not null,
  row_check bigint not null,
  body ${json} not null,
  primary key (rowset_id, position),
  foreign key (rowset_id) references c4j_rowset (id)
)${options};

create table c4j_conversation (
  rowset_id bigint not null,
  position bigint not null,
  is_escaped smallint not null,
  row_check bigint not null,
  chat_id ${word},
  created_at bigint,
  created_at_nano int,
  messages_size int,
  metadata ${text},
  primary key (rowset_id, position),
  foreign key (rowset_id) references c4j_rowset (id)
)${options};

create table c4j_conversation_message (
  rowset_id bigint not null,
  parent_position bigint not null,
  position int not null,
  is_null smallint not null,
  created_at bigint,
  created_at_nano int,
  role ${word},
  content ${text},
  primary key (rowset_id, parent_position, position),
  foreign key (rowset_id, parent_position) references c4j_conversation (rowset_id, position)
)${options};

create table c4j_message (
  rowset_id bigint not null,
  position bigint not null,
  is_escaped smallint not null,
  row_check bigint not null,
  created_at bigint,
  created_at_nano int,
  role ${word},
  content ${text},
  primary key (rowset_id, position),
  foreign key (rowset_id) references c4j_rowset (id)
)${options};

create table c4j_summary (
  rowset_id bigint not null,
  position bigint not null,
  is_escaped smallint not null,
  row_check bigint not null,
  summary ${text},
  request ${text},
  topic ${text},
  languages ${text},
  task ${text},
  concerning_score int,
  user_frustration int,
  assistant_errors ${text},
  chat_id ${word},
  metadata ${text},
  embedding ${blob},
  primary key (rowset_id, position),
  foreign key (rowset_id) references c4j_rowset (id)
)${options};

create table c4j_cluster (
  rowset_id bigint not null,
  position bigint not null,
  is_escaped smallint not null,
  row_check bigint not null,
  id ${word},
  name ${text},
  description ${text},
  slug ${word},
  chat_ids_size int,
  parent_id ${word},
  count int,
  primary key (rowset_id, position),
  foreign key (rowset_id) references c4j_rowset (id)
)${options};

create table c4j_cluster_member (
  rowset_id bigint not null,
  parent_position bigint not null,
  position int not null,
  chat_id ${word},
  primary key (rowset_id, parent_position, position),
  foreign key (rowset_id, parent_position) references c4j_cluster (rowset_id, position)
)${options};

create table c4j_projected_cluster (
  rowset_id bigint not null,
  position bigint not null,
  is_escaped smallint not null,
  row_check bigint not null,
  id ${word},
  name ${text},
  description ${text},
  slug ${word},
  chat_ids_size int,
  parent_id ${word},
  x_coord ${double},
  x_coord_bits bigint,
  y_coord ${double},
  y_coord_bits bigint,
  level int,
  count int,
  primary key (rowset_id, position),
  foreign key (rowset_id) references c4j_rowset (id)
)${options};

create table c4j_projected_cluster_member (
  rowset_id bigint not null,
  parent_position bigint not null,
  position int not null,
  chat_id ${word},
  primary key (rowset_id, parent_position, position),
  foreign key (rowset_id, parent_position) references c4j_projected_cluster (rowset_id, position)
)${options};
