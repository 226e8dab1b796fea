package dev.datamigration.database.log;

import dev.datamigration.api.task.DmlType;
import dev.datamigration.database.Position;
import dev.datamigration.database.TransactionId;
import dev.datamigration.database.table.ReplicaIdentity;
import dev.datamigration.database.table.TableName;
import java.time.Instant;
import java.util.List;

/**
 * One message of a database's log. Transactions come whole and in commit order, each between its {@link Begin} and its
 * {@link Commit}.
 */
public sealed interface LogMessage {

    /** About how much memory the message takes, in bytes. */
    default long memory() {
        return 64;
    }

    /**
     * A transaction begins.
     *
     * @param before stands for all transactions that were committed before this one
     * @param commitTime by the server's clock
     */
    record Begin(TransactionId transaction, Position before, Instant commitTime) implements LogMessage {}

    /**
     * The transaction is complete.
     *
     * @param end what may be confirmed once it is applied: stands for this transaction as well
     * @param commitTime by the server's clock
     */
    record Commit(TransactionId transaction, Position end, Instant commitTime) implements LogMessage {}

    /**
     * Says what a table looks like from here on. Comes before the first change of a table and again whenever it may have
     * been altered.
     *
     * @param id by which changes name the table; means something to the database alone whose log it is
     */
    record Relation(int id, TableName name, ReplicaIdentity replicaIdentity, List<RelationColumn> columns)
            implements LogMessage {
        public Relation {
            columns = List.copyOf(columns);
        }
    }

    record Insert(int relation, Tuple row) implements LogMessage {
        @Override
        public long memory() {
            return 32 + row.memory();
        }
    }

    /**
     * @param old what is known of the old row: {@link OldRow.Absent} when the key did not change
     * @param row the new row, in which values that did not change may be missing
     */
    record Update(int relation, OldRow old, Tuple row) implements LogMessage {
        @Override
        public long memory() {
            return 48 + old.memory() + row.memory();
        }
    }

    record Delete(int relation, OldRow old) implements LogMessage {
        @Override
        public long memory() {
            return 48 + old.memory();
        }
    }

    /**
     * A change with a row that is wider than was asked for, in place of the change itself.
     *
     * @param kind Insert, Update or Delete
     * @param bytes that the change takes in the log
     * @param row the old row where there is one, else the new one: values that are long are missing in it
     */
    record TooWide(DmlType kind, int relation, long bytes, Tuple row) implements LogMessage {
        @Override
        public long memory() {
            return 64 + row.memory();
        }
    }

    /**
     * Tables were emptied together.
     *
     * @param relations that were emptied
     * @param parts relations of which only some partitions were emptied
     */
    record Truncate(List<Integer> relations, boolean restartIdentity, List<Integer> parts) implements LogMessage {
        public Truncate {
            relations = List.copyOf(relations);
            parts = List.copyOf(parts);
        }
    }

    /**
     * The structure was changed here, by the transaction that it stands in.
     *
     * @param capture which it is told to, by its name
     * @param position of the change
     * @param description of what was changed, for a {@code StructureReplay}
     */
    record StructureChange(String capture, Position position, String description) implements LogMessage {
        @Override
        public long memory() {
            return 64 + 2L * description.length();
        }
    }

    /** Something that changes no row and describes no table. */
    record Other() implements LogMessage {}
}
