package dev.datamigration.database.postgres.replication.pgoutput;

import dev.datamigration.api.task.DmlType;
import dev.datamigration.database.ByteText;
import dev.datamigration.database.log.CaptureName;
import dev.datamigration.database.log.LogMessage;
import dev.datamigration.database.log.LogMessage.Begin;
import dev.datamigration.database.log.LogMessage.Commit;
import dev.datamigration.database.log.LogMessage.Delete;
import dev.datamigration.database.log.LogMessage.Insert;
import dev.datamigration.database.log.LogMessage.Other;
import dev.datamigration.database.log.LogMessage.Relation;
import dev.datamigration.database.log.LogMessage.StructureChange;
import dev.datamigration.database.log.LogMessage.TooWide;
import dev.datamigration.database.log.LogMessage.Truncate;
import dev.datamigration.database.log.LogMessage.Update;
import dev.datamigration.database.log.OldRow;
import dev.datamigration.database.log.RelationColumn;
import dev.datamigration.database.log.Tuple;
import dev.datamigration.database.postgres.position.CommitRecord;
import dev.datamigration.database.postgres.position.Lsn;
import dev.datamigration.database.table.ReplicaIdentity;
import dev.datamigration.database.table.TableName;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads messages of the {@code pgoutput} plugin, protocol version 1. Has no state: a message means the same whatever came before.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-logicalrep-message-formats.html">message formats</a>
 */
public final class PgOutputDecoder {
    private static final Instant POSTGRES_EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int RESTART_IDENTITY = 2;
    private static final int TRANSACTIONAL = 1;

    private PgOutputDecoder() {}

    /**
     * Decodes one message; values are copied out of the buffer.
     *
     * @throws IllegalArgumentException if it is none that version 1 of the protocol knows, or ends too early
     */
    public static LogMessage decode(ByteBuffer buffer) {
        try {
            return message(buffer);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("pgoutput sent a message that ends too early", e);
        }
    }

    private static LogMessage message(ByteBuffer buffer) {
        var kind = (char) buffer.get();
        return switch (kind) {
            case 'B' -> begin(buffer);
            case 'C' -> commit(buffer);
            case 'O' -> other(lsn(buffer), string(buffer));
            case 'R' -> relation(buffer);
            case 'Y' -> other(buffer.getInt(), string(buffer), string(buffer));
            case 'I' -> insert(buffer);
            case 'U' -> update(buffer);
            case 'D' -> new Delete(buffer.getInt(), oldRow(buffer, (char) buffer.get()));
            case 'T' -> truncate(buffer);
            case 'M' -> told(buffer.get(), lsn(buffer), string(buffer), bytes(buffer, buffer.getInt()));
            case 'W' -> new TooWide(kind((char) buffer.get()), buffer.getInt(), buffer.getLong(), tuple(buffer));
            default -> throw unexpected("message", kind);
        };
    }

    private static DmlType kind(char code) {
        return switch (code) {
            case 'I' -> DmlType.Insert;
            case 'U' -> DmlType.Update;
            case 'D' -> DmlType.Delete;
            default -> throw unexpected("change", code);
        };
    }

    private static Begin begin(ByteBuffer buffer) {
        var record = lsn(buffer);
        var time = time(buffer);
        buffer.getInt(); // the number of the transaction, which means nothing elsewhere
        return new Begin(new CommitRecord(record), record, time);
    }

    private static Commit commit(ByteBuffer buffer) {
        buffer.get(); // flags, unused in this version
        return new Commit(new CommitRecord(lsn(buffer)), lsn(buffer), time(buffer));
    }

    /** What {@code pg_logical_emit_message} wrote; of what stands in no transaction nothing is known of ours. */
    private static LogMessage told(byte flags, Lsn position, String prefix, byte[] text) {
        return (flags & TRANSACTIONAL) != 0 && prefix.startsWith(CaptureName.PREFIX)
                ? new StructureChange(prefix, position, ByteText.decode(text))
                : new Other();
    }

    /**
     * Says where a transaction was replicated from, or the name of a type.
     *
     * @param read so that a message that ends too early is refused
     */
    private static Other other(Object... read) {
        return new Other();
    }

    private static Relation relation(ByteBuffer buffer) {
        var oid = buffer.getInt();
        var schema = string(buffer);
        var table = string(buffer);
        var identity = identity((char) buffer.get());
        var columns = new ArrayList<RelationColumn>();
        for (var left = count(buffer, buffer.getShort(), 1); left > 0; left--) {
            var isIdentity = (buffer.get() & 1) != 0;
            columns.add(new RelationColumn(string(buffer), isIdentity, buffer.getInt(), buffer.getInt()));
        }
        // the protocol leaves the name of pg_catalog empty
        return new Relation(oid, new TableName(schema.isEmpty() ? "pg_catalog" : schema, table), identity, columns);
    }

    private static ReplicaIdentity identity(char code) {
        return switch (code) {
            case 'd' -> ReplicaIdentity.Default;
            case 'n' -> ReplicaIdentity.Nothing;
            case 'f' -> ReplicaIdentity.Full;
            case 'i' -> ReplicaIdentity.Index;
            default -> throw unexpected("replica identity", code);
        };
    }

    private static Insert insert(ByteBuffer buffer) {
        var relation = buffer.getInt();
        expectNew((char) buffer.get());
        return new Insert(relation, tuple(buffer));
    }

    private static Update update(ByteBuffer buffer) {
        var relation = buffer.getInt();
        var kind = (char) buffer.get();
        if (kind == 'N') {
            return new Update(relation, new OldRow.Absent(), tuple(buffer));
        }
        var old = oldRow(buffer, kind);
        expectNew((char) buffer.get());
        return new Update(relation, old, tuple(buffer));
    }

    private static OldRow oldRow(ByteBuffer buffer, char kind) {
        return switch (kind) {
            case 'K' -> new OldRow.Key(tuple(buffer));
            case 'O' -> new OldRow.Full(tuple(buffer));
            default -> throw unexpected("old row", kind);
        };
    }

    private static void expectNew(char kind) {
        if (kind != 'N') {
            throw unexpected("new row", kind);
        }
    }

    private static Tuple tuple(ByteBuffer buffer) {
        var values = new byte[count(buffer, buffer.getShort(), 1)][];
        for (var i = 0; i < values.length; i++) {
            var kind = (char) buffer.get();
            values[i] = switch (kind) {
                case 'n' -> null;
                case 'u' -> Tuple.unchanged();
                case 't' -> bytes(buffer, buffer.getInt());
                default -> throw unexpected("value", kind);
            };
        }
        return Tuple.of(values);
    }

    private static Truncate truncate(ByteBuffer buffer) {
        var claimed = buffer.getInt();
        var options = buffer.get();
        var count = count(buffer, claimed, Integer.BYTES);
        List<Integer> relations = new ArrayList<>(count);
        for (var i = 0; i < count; i++) {
            relations.add(buffer.getInt());
        }
        return new Truncate(relations, (options & RESTART_IDENTITY) != 0, List.of());
    }

    private static Lsn lsn(ByteBuffer buffer) {
        return new Lsn(buffer.getLong());
    }

    private static Instant time(ByteBuffer buffer) {
        return POSTGRES_EPOCH.plus(buffer.getLong(), ChronoUnit.MICROS);
    }

    /** So many things of at least so many bytes, if the message is long enough to hold them: no memory before that is known. */
    private static int count(ByteBuffer buffer, int claimed, int bytesOfOne) {
        if (claimed < 0 || (long) claimed * bytesOfOne > buffer.remaining()) {
            throw new IllegalArgumentException("pgoutput sent a message that claims to hold %d things in %d bytes"
                    .formatted(claimed, buffer.remaining()));
        }
        return claimed;
    }

    private static byte[] bytes(ByteBuffer buffer, int length) {
        var bytes = new byte[count(buffer, length, 1)];
        buffer.get(bytes);
        return bytes;
    }

    private static String string(ByteBuffer buffer) {
        var start = buffer.position();
        while (buffer.get() != 0) {
            // to its end
        }
        var text = new byte[buffer.position() - start - 1];
        buffer.get(start, text);
        return ByteText.decode(text);
    }

    private static IllegalArgumentException unexpected(String what, char kind) {
        return new IllegalArgumentException("pgoutput sent a %s of unknown kind '%s'".formatted(what, kind));
    }
}
