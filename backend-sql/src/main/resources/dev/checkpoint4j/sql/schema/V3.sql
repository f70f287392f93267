-- Older versions and their tags, digests of contents, and the logs of half-done steps.

alter table c4j_rowset add column digest ${key};

create table c4j_version (
  run_id ${key} not null,
  name ${name} not null,
  version bigint not null,
  rowset_id bigint not null,
  created_at bigint not null,
  fingerprint ${text},
  primary key (run_id, name, version),
  foreign key (run_id, name) references c4j_checkpoint (run_id, name),
  foreign key (rowset_id) references c4j_rowset (id)
)${options};

create table c4j_tag (
  run_id ${key} not null,
  name ${name} not null,
  tag ${tag} not null,
  version bigint not null,
  primary key (run_id, name, tag),
  foreign key (run_id, name, version) references c4j_version (run_id, name, version)
)${options};

create table c4j_step (
  run_id ${key} not null,
  name ${name} not null,
  owner ${key} not null,
  process ${text},
  described ${text} not null,
  heartbeat_at bigint not null,
  primary key (run_id, name),
  foreign key (run_id) references c4j_run (id)
)${options};

create table c4j_step_part (
  run_id ${key} not null,
  name ${name} not null,
  position int not null,
  piece int not null,
  part_check bigint not null,
  body ${blob} not null,
  primary key (run_id, name, position, piece),
  foreign key (run_id) references c4j_run (id)
)${options};

create index c4j_version_rowset on c4j_version (rowset_id);

insert into c4j_version (run_id, name, version, rowset_id, created_at)
select c.run_id, c.name, c.version, c.rowset_id, s.created_at
from c4j_checkpoint c join c4j_rowset s on s.id = c.rowset_id
where not exists (
  select 1 from c4j_version v
  where v.run_id = c.run_id and v.name = c.name and v.version = c.version
);
