package dev.datamigration.database.postgres.checkpoint;

import java.util.List;

/** The statements that make the tables of {@link CheckpointSchema}; each does nothing where that is there. */
final class CheckpointDdl {
    static final List<String> STATEMENTS = List.of(
            // claims: how often the task was claimed, or the help of other workers was ended; who helps under an
            // earlier
            // number is refused
            """
            CREATE TABLE IF NOT EXISTS datamigration.task (
              task_id text PRIMARY KEY,
              epoch bigint NOT NULL,
              claims bigint NOT NULL DEFAULT 1,
              created_at timestamptz NOT NULL DEFAULT pg_catalog.now())
            """,
            // the process of the worker that claimed the task: no two may have the same epoch
            """
            CREATE TABLE IF NOT EXISTS datamigration.task_holder (
              task_id text PRIMARY KEY REFERENCES datamigration.task ON DELETE CASCADE,
              process text NOT NULL)
            """,
            // position: the source position as of which every finished chunk of the table stands
            // columns: names and types on both sides when the load was planned, as JSON
            """
            CREATE TABLE IF NOT EXISTS datamigration.loaded_table (
              task_id text NOT NULL REFERENCES datamigration.task ON DELETE CASCADE,
              source_schema text NOT NULL,
              source_table text NOT NULL,
              columns text NOT NULL DEFAULT '[]',
              position pg_lsn,
              planned boolean NOT NULL DEFAULT false,
              complete boolean NOT NULL DEFAULT false,
              PRIMARY KEY (task_id, source_schema, source_table))
            """,
            // file: of the source's table, by whose blocks its chunks are cut; tables that are cut by a key have none
            """
            CREATE TABLE IF NOT EXISTS datamigration.table_file (
              task_id text NOT NULL REFERENCES datamigration.task ON DELETE CASCADE,
              source_schema text NOT NULL,
              source_table text NOT NULL,
              file bigint NOT NULL,
              PRIMARY KEY (task_id, source_schema, source_table))
            """,
            // tables that a sub-task adds to the task, and that are not its own yet; made: not there before;
            // holds_rows:
            // not so of partitioned tables above them
            """
            CREATE TABLE IF NOT EXISTS datamigration.added_table (
              task_id text NOT NULL REFERENCES datamigration.task ON DELETE CASCADE,
              sub_task text NOT NULL,
              source_schema text NOT NULL,
              source_table text NOT NULL,
              target_schema text NOT NULL,
              target_table text NOT NULL,
              made boolean NOT NULL,
              holds_rows boolean NOT NULL,
              PRIMARY KEY (task_id, source_schema, source_table))
            """,
            // tables that are the task's no more, whose changes may still come; loaded: not so of those that were
            // withdrawn before
            """
            CREATE TABLE IF NOT EXISTS datamigration.left_table (
              task_id text NOT NULL REFERENCES datamigration.task ON DELETE CASCADE,
              source_schema text NOT NULL,
              source_table text NOT NULL,
              loaded boolean NOT NULL,
              PRIMARY KEY (task_id, source_schema, source_table))
            """,
            // the one task whose rows a table of this database is for
            """
            CREATE TABLE IF NOT EXISTS datamigration.target_table (
              target_schema text NOT NULL,
              target_table text NOT NULL,
              task_id text NOT NULL REFERENCES datamigration.task ON DELETE CASCADE,
              PRIMARY KEY (target_schema, target_table))
            """,
            // tables that several tasks have together, and by which condition each knows its rows
            """
            CREATE TABLE IF NOT EXISTS datamigration.merged_table (
              target_schema text NOT NULL,
              target_table text NOT NULL,
              task_id text NOT NULL REFERENCES datamigration.task ON DELETE CASCADE,
              condition text NOT NULL,
              PRIMARY KEY (target_schema, target_table, task_id))
            """,
            // tables without a key that are on the target in part: all rows of that table are of the copy that attempt
            // names
            """
            CREATE TABLE IF NOT EXISTS datamigration.partial_copy (
              task_id text NOT NULL REFERENCES datamigration.task ON DELETE CASCADE,
              source_schema text NOT NULL,
              source_table text NOT NULL,
              target_oid oid NOT NULL,
              attempt text NOT NULL,
              pieces bigint NOT NULL,
              rows bigint NOT NULL,
              bytes bigint NOT NULL,
              PRIMARY KEY (task_id, source_schema, source_table))
            """,
            // copies: how often the chunk was copied and committed; anything but 1 on a finished chunk is a defect
            // worker: which of the task's workers copied it; 0 is the leading one
            """
            CREATE TABLE IF NOT EXISTS datamigration.chunk (
              task_id text NOT NULL REFERENCES datamigration.task ON DELETE CASCADE,
              source_schema text NOT NULL,
              source_table text NOT NULL,
              number integer NOT NULL,
              lower_bound text,
              upper_bound text,
              done boolean NOT NULL DEFAULT false,
              copies integer NOT NULL DEFAULT 0,
              rows bigint NOT NULL DEFAULT 0,
              bytes bigint NOT NULL DEFAULT 0,
              epoch bigint,
              worker integer,
              PRIMARY KEY (task_id, source_schema, source_table, number))
            """,
            // place: chunks are taken in the order in which they were planned, by whoever is free
            // holder_pid, holder_since: the session that has taken the chunk for more than a transaction, while it
            // lives
            // only where it is not there yet, since whoever makes an index keeps others from writing to the table
            """
            DO $$BEGIN IF pg_catalog.to_regclass('datamigration.open_chunk') IS NULL THEN
              ALTER TABLE datamigration.chunk ADD COLUMN IF NOT EXISTS place bigint GENERATED ALWAYS AS IDENTITY,
                ADD COLUMN IF NOT EXISTS holder_pid integer, ADD COLUMN IF NOT EXISTS holder_since timestamptz;
              CREATE INDEX IF NOT EXISTS open_chunk ON datamigration.chunk (task_id, place) WHERE NOT done;
            END IF; END$$
            """,
            """
            CREATE TABLE IF NOT EXISTS datamigration.schema_object (
              task_id text NOT NULL REFERENCES datamigration.task ON DELETE CASCADE,
              number integer NOT NULL,
              stage text NOT NULL,
              kind text NOT NULL,
              name text NOT NULL,
              on_table text,
              statement text NOT NULL,
              done boolean NOT NULL DEFAULT false,
              error text,
              PRIMARY KEY (task_id, number))
            """,
            // the source's structure when the task began to migrate it; digest: of all attributes of the part;
            // id: rows without a key could not be deleted where a user's publication has all tables
            """
            CREATE TABLE IF NOT EXISTS datamigration.source_part (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              task_id text NOT NULL REFERENCES datamigration.task ON DELETE CASCADE,
              kind text NOT NULL,
              object_schema text NOT NULL,
              object_name text NOT NULL,
              part text NOT NULL,
              oid bigint NOT NULL,
              number integer NOT NULL,
              digest text NOT NULL)
            """,
            "CREATE INDEX IF NOT EXISTS source_part_task ON datamigration.source_part (task_id)",
            // how the structure of both databases differs; changed: on the source, since the task began to migrate it;
            // statement: closes the difference on the target, null where none is known
            """
            CREATE TABLE IF NOT EXISTS datamigration.schema_difference (
              task_id text NOT NULL REFERENCES datamigration.task ON DELETE CASCADE,
              number integer NOT NULL,
              changed boolean NOT NULL,
              kind text NOT NULL,
              name text NOT NULL,
              difference text NOT NULL,
              statement text,
              PRIMARY KEY (task_id, number))
            """,
            // commit_record, committed_at: of the last transaction received up to the position; null where there was
            // none
            """
            CREATE TABLE IF NOT EXISTS datamigration.applied (
              task_id text NOT NULL REFERENCES datamigration.task ON DELETE CASCADE,
              direction text NOT NULL,
              position pg_lsn NOT NULL,
              commit_record pg_lsn,
              committed_at timestamptz,
              inserts bigint NOT NULL DEFAULT 0,
              updates bigint NOT NULL DEFAULT 0,
              deletes bigint NOT NULL DEFAULT 0,
              truncates bigint NOT NULL DEFAULT 0,
              conflicts bigint NOT NULL DEFAULT 0,
              skipped bigint NOT NULL DEFAULT 0,
              PRIMARY KEY (task_id, direction))
            """,
            // the log that all positions of a direction belong to; history: the timelines that led to it
            """
            CREATE TABLE IF NOT EXISTS datamigration.read_log (
              task_id text NOT NULL REFERENCES datamigration.task ON DELETE CASCADE,
              direction text NOT NULL,
              system_id text NOT NULL,
              history text NOT NULL,
              PRIMARY KEY (task_id, direction))
            """,
            // changes of the source's structure; made: on this side, otherwise left out by a decision
            """
            CREATE TABLE IF NOT EXISTS datamigration.altered (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              task_id text NOT NULL REFERENCES datamigration.task ON DELETE CASCADE,
              log_position text NOT NULL,
              committed_at timestamptz NOT NULL,
              change text NOT NULL,
              made boolean NOT NULL)
            """,
            // the direction was begun anew at the position, over rows that no verification has found equal since
            """
            CREATE TABLE IF NOT EXISTS datamigration.unverified (
              task_id text NOT NULL REFERENCES datamigration.task ON DELETE CASCADE,
              direction text NOT NULL,
              position pg_lsn NOT NULL,
              since timestamptz NOT NULL DEFAULT pg_catalog.now(),
              PRIMARY KEY (task_id, direction))
            """,
            // a switchover asked for the end of writes: what was committed from the position on came late
            """
            CREATE TABLE IF NOT EXISTS datamigration.late_marker (
              task_id text NOT NULL REFERENCES datamigration.task ON DELETE CASCADE,
              direction text NOT NULL,
              round integer NOT NULL,
              position pg_lsn NOT NULL,
              PRIMARY KEY (task_id, direction))
            """,
            // carried: whether the writes were applied as well
            """
            CREATE TABLE IF NOT EXISTS datamigration.late_write (
              task_id text NOT NULL REFERENCES datamigration.task ON DELETE CASCADE,
              round integer NOT NULL,
              side text NOT NULL,
              table_schema text NOT NULL,
              table_name text NOT NULL,
              operation text NOT NULL,
              carried boolean NOT NULL,
              count bigint NOT NULL,
              first_at timestamptz NOT NULL,
              last_at timestamptz NOT NULL,
              PRIMARY KEY (task_id, round, side, table_schema, table_name, operation, carried))
            """,
            // content: the row as JSON, every value as text; of a deleted one what the log has of it
            """
            CREATE TABLE IF NOT EXISTS datamigration.late_row (
              task_id text NOT NULL REFERENCES datamigration.task ON DELETE CASCADE,
              round integer NOT NULL,
              side text NOT NULL,
              number bigint NOT NULL,
              table_schema text NOT NULL,
              table_name text NOT NULL,
              operation text NOT NULL,
              carried boolean NOT NULL,
              committed_at timestamptz NOT NULL,
              content text,
              PRIMARY KEY (task_id, round, side, number))
            """,
            // compared_at, position: when the comparison began, and the end of the source's log then
            // round: of the continuous comparison, 0 before it; rows_left and what goes with it: null unless repaired
            """
            CREATE TABLE IF NOT EXISTS datamigration.compared_table (
              task_id text NOT NULL REFERENCES datamigration.task ON DELETE CASCADE,
              run_nonce bigint NOT NULL,
              source_schema text NOT NULL,
              source_table text NOT NULL,
              result text NOT NULL,
              consistent bigint NOT NULL DEFAULT 0,
              source_only bigint NOT NULL DEFAULT 0,
              target_only bigint NOT NULL DEFAULT 0,
              mismatched bigint NOT NULL DEFAULT 0,
              message text,
              compared_at timestamptz,
              position pg_lsn,
              round bigint NOT NULL DEFAULT 0,
              inserted bigint,
              updated bigint,
              deleted bigint,
              rows_left bigint,
              left_message text,
              PRIMARY KEY (task_id, run_nonce, source_schema, source_table))
            """,
            // ranges of keys that helpers may compare; holder_pid, holder_since: the session that has taken it, while
            // it lives
            // suspects: a key on each line, as JSON
            """
            CREATE TABLE IF NOT EXISTS datamigration.shared_range (
              task_id text NOT NULL REFERENCES datamigration.task ON DELETE CASCADE,
              number bigint NOT NULL,
              source_schema text NOT NULL,
              source_table text NOT NULL,
              lower_bound text,
              upper_bound text,
              holder_pid integer,
              holder_since timestamptz,
              done boolean NOT NULL DEFAULT false,
              scanned bigint NOT NULL DEFAULT 0,
              consistent bigint NOT NULL DEFAULT 0,
              suspects text NOT NULL DEFAULT '',
              PRIMARY KEY (task_id, number))
            """,
            // large objects of the target that the task made
            """
            CREATE TABLE IF NOT EXISTS datamigration.large_object (
              task_id text NOT NULL REFERENCES datamigration.task ON DELETE CASCADE,
              oid bigint NOT NULL,
              PRIMARY KEY (task_id, oid))
            """,
            // the round that the continuous comparison is in
            """
            CREATE TABLE IF NOT EXISTS datamigration.verification_round (
              task_id text NOT NULL REFERENCES datamigration.task ON DELETE CASCADE,
              run_nonce bigint NOT NULL,
              round bigint NOT NULL,
              started_at timestamptz NOT NULL,
              completed_at timestamptz,
              last_completed_at timestamptz,
              repaired_rows bigint NOT NULL DEFAULT 0,
              PRIMARY KEY (task_id, run_nonce))
            """,
            // key_values: the key as text, or both halves of the hash; repaired_rows: how often rows were written for
            // it
            """
            CREATE TABLE IF NOT EXISTS datamigration.difference (
              task_id text NOT NULL REFERENCES datamigration.task ON DELETE CASCADE,
              run_nonce bigint NOT NULL,
              source_schema text NOT NULL,
              source_table text NOT NULL,
              number integer NOT NULL,
              class text NOT NULL,
              key_values text[] NOT NULL,
              rows bigint NOT NULL,
              row_key text NOT NULL,
              correction_sql text NOT NULL,
              repaired_rows bigint NOT NULL DEFAULT 0,
              repaired_at timestamptz,
              PRIMARY KEY (task_id, run_nonce, source_schema, source_table, number))
            """,
            // side: the one that a switchover changed; statement: puts back what was there before
            """
            CREATE TABLE IF NOT EXISTS datamigration.set_aside (
              task_id text NOT NULL REFERENCES datamigration.task ON DELETE CASCADE,
              side text NOT NULL,
              kind text NOT NULL,
              subject text NOT NULL,
              statement text NOT NULL,
              PRIMARY KEY (task_id, side, kind, subject))
            """);

    private CheckpointDdl() {}
}
