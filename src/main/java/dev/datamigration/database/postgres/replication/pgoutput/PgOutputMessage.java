package dev.datamigration.database.postgres.replication.pgoutput;

import dev.datamigration.api.task.DmlType;
import dev.datamigration.database.Position;
import dev.datamigration.database.TransactionId;
import dev.datamigration.database.postgres.position.CommitRecord;
import dev.datamigration.database.postgres.position.Lsn;
import dev.datamigration.database.postgres.replication.ChangeStream;
import dev.datamigration.database.table.ReplicaIdentity;
import dev.datamigration.database.table.TableName;
import java.time.Instant;
import java.util.List;

/**
 * One message of the {@code pgoutput} plugin, protocol version 1. Transactions come whole and in commit order, each
 * between its {@link Begin} and its {@link Commit}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-logicalrep-message-formats.html">message formats</a>
 */
public sealed interface PgOutputMessage {

    /** About how much memory the message takes, in bytes. */
    default long memory() {
        return 64;
    }

    /**
     * A transaction begins.
     *
     * @param finalLsn position of its commit record
     */
    record Begin(Lsn finalLsn, Instant commitTime, int xid) implements PgOutputMessage {
        /** The transaction. */
        public TransactionId transaction() {
            return new CommitRecord(finalLsn);
        }

        /** Stands for all transactions that were committed before this one. */
        public Position before() {
            return finalLsn;
        }
    }

    /**
     * The transaction is complete.
     *
     * @param commitLsn position of its commit record, equal to {@link Begin#finalLsn}
     * @param endLsn position after its commit record: what may be confirmed once it is applied
     */
    record Commit(Lsn commitLsn, Lsn endLsn, Instant commitTime) implements PgOutputMessage {
        /** The transaction. */
        public TransactionId transaction() {
            return new CommitRecord(commitLsn);
        }
    }

    /** The transaction was itself replicated to the source from elsewhere. */
    record Origin(Lsn commitLsn, String name) implements PgOutputMessage {}

    /**
     * What a table looks like from here on. Comes before the first change of a table and again whenever it may have
     * been altered.
     */
    record Relation(int oid, TableName name, ReplicaIdentity replicaIdentity, List<RelationColumn> columns)
            implements PgOutputMessage {
        public Relation {
            columns = List.copyOf(columns);
        }
    }

    /** The name of a type that is not built in. */
    record Type(int oid, String schema, String name) implements PgOutputMessage {}

    record Insert(int relation, Tuple row) implements PgOutputMessage {
        @Override
        public long memory() {
            return 32 + row.memory();
        }
    }

    /**
     * @param old what is known of the old row: {@link OldRow.Absent} when the key did not change
     * @param row the new row, in which TOASTed values may be unchanged
     */
    record Update(int relation, OldRow old, Tuple row) implements PgOutputMessage {
        @Override
        public long memory() {
            return 48 + old.memory() + row.memory();
        }
    }

    record Delete(int relation, OldRow old) implements PgOutputMessage {
        @Override
        public long memory() {
            return 48 + old.memory();
        }
    }

    /**
     * A change with a row that is wider than was asked for, in place of the change itself. Not the server's message but
     * {@link ChangeStream}'s.
     *
     * @param kind Insert, Update or Delete
     * @param bytes that the change takes in the log
     * @param row the old row where there is one, else the new one: values that are long are missing in it
     */
    record TooWide(DmlType kind, int relation, long bytes, Tuple row) implements PgOutputMessage {
        @Override
        public long memory() {
            return 64 + row.memory();
        }
    }

    /**
     * Tables were emptied together.
     *
     * @param relations that were emptied
     * @param parts relations of which only some partitions were emptied; the server sends none, but {@link ChangeStream}
     *     does
     */
    record Truncate(List<Integer> relations, boolean cascade, boolean restartIdentity, List<Integer> parts)
            implements PgOutputMessage {
        public Truncate {
            relations = List.copyOf(relations);
            parts = List.copyOf(parts);
        }
    }

    /** What {@code pg_logical_emit_message} wrote; sent only when asked for. */
    record Message(boolean transactional, Lsn lsn, String prefix, byte[] content) implements PgOutputMessage {
        @Override
        public long memory() {
            return 64L + content.length;
        }
    }
}
