package dev.datamigration.transfer.incremental.apply;

import dev.datamigration.api.task.DmlType;
import dev.datamigration.database.checkpoint.LateWriteStore;
import dev.datamigration.database.checkpoint.LateWriteStore.Count;
import dev.datamigration.database.checkpoint.LateWriteStore.Kept;
import dev.datamigration.database.checkpoint.LateWriteStore.Key;
import dev.datamigration.database.log.LogMessage;
import dev.datamigration.database.log.LogMessage.Relation;
import dev.datamigration.database.log.OldRow;
import dev.datamigration.database.log.Tuple;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Changes that came late, counted for each table and kind, with the rows themselves up to a bound. */
public final class LateChanges {
    /** So many rows are kept of one round; the others are only counted. */
    public static final int KEPT_ROWS = 10_000;

    private final Map<Key, Count> counts = new LinkedHashMap<>();
    private final List<Kept> rows = new ArrayList<>();
    private long bytes;

    /** Takes a message; those that change no row are no change. */
    public void add(LogMessage message, IntFunction<Relation> relations, Instant committedAt) {
        if (message instanceof LogMessage.Insert insert) {
            add(DmlType.Insert, relations.apply(insert.relation()), insert.row(), committedAt);
        } else if (message instanceof LogMessage.Update update) {
            add(DmlType.Update, relations.apply(update.relation()), update.row(), committedAt);
        } else if (message instanceof LogMessage.Delete delete) {
            add(DmlType.Delete, relations.apply(delete.relation()), known(delete.old()), committedAt);
        } else if (message instanceof LogMessage.TooWide tooWide) {
            add(tooWide.kind(), relations.apply(tooWide.relation()), tooWide.row(), committedAt);
        } else if (message instanceof LogMessage.Truncate truncate) {
            Stream.concat(truncate.relations().stream(), truncate.parts().stream())
                    .forEach(relation -> add(DmlType.Truncate, relations.apply(relation), null, committedAt));
        }
    }

    private static Tuple known(OldRow old) {
        return old instanceof OldRow.Full full ? full.row() : old instanceof OldRow.Key key ? key.values() : null;
    }

    private void add(DmlType operation, Relation relation, Tuple row, Instant committedAt) {
        var key = new Key(relation.name(), operation);
        counts.merge(key, new Count(1, committedAt, committedAt), Count::plus);
        if (rows.size() < KEPT_ROWS) {
            var text = row == null ? null : RowJson.of(relation, row);
            rows.add(new Kept(key, committedAt, text));
            bytes += text == null ? 0 : text.length();
        }
    }

    /** Takes over what others hold. */
    void addAll(LateChanges others) {
        others.counts.forEach((key, count) -> counts.merge(key, count, Count::plus));
        rows.addAll(others.rows);
        bytes += others.bytes;
    }

    /** Writes all of them, within the caller's transaction. */
    public void write(Connection connection, LateWriteStore store, LateWriteStore.Origin origin) throws SQLException {
        store.count(connection, origin, counts);
        store.keep(connection, origin, rows, KEPT_ROWS);
    }

    public boolean isEmpty() {
        return counts.isEmpty();
    }

    /** About how much memory the rows take. */
    public long bytes() {
        return bytes;
    }
}
