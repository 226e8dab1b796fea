package dev.datamigration.database.postgres.checkpoint;

import dev.datamigration.database.checkpoint.CheckpointTables;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.database.postgres.sql.SqlStatement;
import dev.datamigration.database.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The tables that hold checkpoints, in a schema of our own in every database that is written to. */
public final class CheckpointSchema {
    public static final String NAME = CheckpointTables.SCHEMA;

    /** The positions; its changes mark the transactions that the task itself writes. */
    public static final TableName APPLIED = CheckpointTables.APPLIED;

    private static final List<String> TABLES = List.of(
            // claims: how often the task was claimed; what was asked of helpers under an earlier claim is over
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
            // the one task whose rows a table of this database is for
            """
            CREATE TABLE IF NOT EXISTS datamigration.target_table (
              target_schema text NOT NULL,
              target_table text NOT NULL,
              task_id text NOT NULL REFERENCES datamigration.task ON DELETE CASCADE,
              PRIMARY KEY (target_schema, target_table))
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

    private static final String UNUSED = "SELECT NOT EXISTS (SELECT 1 FROM datamigration.task)";

    private static final String ALL_TABLES =
            "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = 'datamigration'";

    private CheckpointSchema() {}

    /** Creates what is missing; the caller's connection must be in autocommit mode. */
    public static void install(Connection connection) throws SQLException {
        SchemaRaces.overcome(() -> OneTransaction.run(connection, () -> {
            SqlStatement.execute(connection, "SET LOCAL client_min_messages = warning");
            if (isTrue(connection, "SELECT pg_catalog.to_regnamespace('" + NAME + "') IS NULL")) {
                SqlStatement.execute(connection, "CREATE SCHEMA " + NAME);
                // whatever the database's default privileges say: who may use it could hold up whoever writes
                SqlStatement.execute(connection, "REVOKE ALL ON SCHEMA " + NAME + " FROM PUBLIC");
            }
            for (var table : TABLES) {
                SqlStatement.execute(connection, table);
            }
        }));
    }

    /** Returns whether the table of this name, in this schema, is one that tasks write: no table of rows that a task has left. */
    public static boolean holdsCheckpoints(String table) {
        return !StrandedRows.isTable(table);
    }

    /** Returns whether they are there for us: what other accounts keep from this one is not ours. */
    public static boolean isInstalled(Connection connection) throws SQLException {
        return isTrue(connection, """
                SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_class c
                                 JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                                WHERE n.nspname = 'datamigration' AND c.relname = 'task'
                                  AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
                                  AND pg_catalog.has_table_privilege(c.oid, 'SELECT'))
                """);
    }

    /**
     * Forgets a task, and removes the checkpoints' tables with the last one: the schema with them, unless {@link StrandedRows}
     * are kept in it. Does nothing where nothing is.
     */
    public static void drop(Connection connection, String taskId) throws SQLException {
        SchemaRaces.overcome(() -> {
            if (isInstalled(connection)) {
                forget(connection, taskId);
                dropIfUnused(connection);
            }
        });
    }

    /** The SQL that forgets a task by hand, but for rows on one side only; where there are no checkpoints, it does nothing. */
    public static String removal(String taskId) {
        return "DO $$DECLARE held regclass; BEGIN IF to_regclass('datamigration.task') IS NOT NULL THEN %s %s DROP TABLE IF EXISTS %s; END IF; END$$;"
                .formatted(StrandedRows.keeping(taskId), forgetting(taskId), Fence.lockOf(taskId));
    }

    private static void forget(Connection connection, String taskId) throws SQLException {
        OneTransaction.run(connection, () -> {
            SqlStatement.execute(connection, "SET LOCAL client_min_messages = warning");
            SqlStatement.execute(
                    connection, "DO $$DECLARE held regclass; BEGIN %s END$$".formatted(forgetting(taskId)));
            SqlStatement.execute(connection, "DROP TABLE IF EXISTS " + Fence.lockOf(taskId));
        });
    }

    /** In PL/pgSQL, table by table: in a session that begins as a replica no foreign key does it. */
    private static String forgetting(String taskId) {
        var task = Sql.literal(taskId);
        return "FOR held IN SELECT conrelid FROM pg_constraint WHERE confrelid = 'datamigration.task'::regclass"
                + " AND connamespace = 'datamigration'::regnamespace"
                + " LOOP EXECUTE format('DELETE FROM %s WHERE task_id = %L', held, " + task + "); END LOOP;"
                + " DELETE FROM datamigration.task WHERE task_id = " + task + ";";
    }

    /** Who claims a task at this moment writes to the table that is locked here, and begins again once it is gone. */
    private static void dropIfUnused(Connection connection) throws SQLException {
        OneTransaction.run(connection, () -> {
            SqlStatement.execute(connection, "SET LOCAL client_min_messages = warning");
            if (isTrue(connection, UNUSED)) {
                SqlStatement.execute(connection, "LOCK TABLE datamigration.task IN EXCLUSIVE MODE");
                if (isTrue(connection, UNUSED)) {
                    remove(connection);
                }
            }
        });
    }

    /** Rows that somebody may still want stay, alone in the schema. */
    private static void remove(Connection connection) throws SQLException {
        var tables = SqlStatement.of(connection, ALL_TABLES).list(row -> row.getString(1));
        if (tables.stream().noneMatch(StrandedRows::isTable)) {
            SqlStatement.execute(connection, "DROP SCHEMA " + NAME + " CASCADE");
            return;
        }
        for (var table : tables) {
            if (!StrandedRows.isTable(table)) {
                SqlStatement.execute(
                        connection, "DROP TABLE IF EXISTS " + NAME + "." + Sql.identifier(table) + " CASCADE");
            }
        }
    }

    private static boolean isTrue(Connection connection, String question) throws SQLException {
        return SqlStatement.of(connection, question).isTrue();
    }
}
