-- What pipelines usually look for. An index on a word holds its beginning where the database cannot
-- hold all of it.

create index c4j_run_status on c4j_run (status, created_at);
create index c4j_checkpoint_rowset on c4j_checkpoint (rowset_id);
create index c4j_summary_scores on c4j_summary (rowset_id, concerning_score, user_frustration);
create index c4j_summary_chat on c4j_summary ${by:chat_id};
create index c4j_conversation_chat on c4j_conversation ${by:chat_id};
create index c4j_cluster_id on c4j_cluster ${by:id};
create index c4j_cluster_parent on c4j_cluster ${by:parent_id};
create index c4j_member_chat on c4j_cluster_member ${by:chat_id};
create index c4j_projected_id on c4j_projected_cluster ${by:id};
create index c4j_projected_parent on c4j_projected_cluster ${by:parent_id};
create index c4j_projected_member_chat on c4j_projected_cluster_member ${by:chat_id};
