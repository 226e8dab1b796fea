package dev.datamigration.transfer.incremental.stream;

import dev.datamigration.database.checkpoint.CheckpointTables;
import dev.datamigration.database.checkpoint.PositionStore;
import dev.datamigration.database.log.LogMessage;
import dev.datamigration.database.log.LogMessage.Relation;
import dev.datamigration.database.log.Tuple;
import dev.datamigration.transfer.run.Run;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Leaves out of a stream what the task itself wrote there in the opposite direction, so that nothing goes in circles. A
 * transaction is known by its first change, which is to that direction's row of {@code datamigration.applied}; see
 * {@link PositionStore#mark}. Transactions of other tasks are carried like anybody's, but changes of checkpoints never are.
 */
final class OriginFilter {
    private final String taskId;
    private final String direction;
    private final Map<Integer, Relation> checkpoints = new HashMap<>();
    private boolean own;

    /** @param direction key of the opposite direction, which marks its transactions with its position */
    OriginFilter(String taskId, String direction) {
        this.taskId = taskId;
        this.direction = direction;
    }

    static OriginFilter of(Run run) {
        return new OriginFilter(run.scope().taskId(), run.direction().opposite().key());
    }

    /** Returns what is left of the message; to be called with every message of the stream, in order. */
    Optional<LogMessage> without(LogMessage message) {
        if (message instanceof LogMessage.Begin) {
            own = false;
        } else if (message instanceof Relation relation) {
            return described(relation);
        } else if (message instanceof LogMessage.Insert insert) {
            return row(insert.relation(), insert.row(), message);
        } else if (message instanceof LogMessage.Update update) {
            return row(update.relation(), update.row(), message);
        } else if (message instanceof LogMessage.Delete delete) {
            return row(delete.relation(), null, message);
        } else if (message instanceof LogMessage.TooWide tooWide) {
            return row(tooWide.relation(), null, message);
        } else if (message instanceof LogMessage.Truncate truncate) {
            return own ? Optional.empty() : withoutCheckpoints(truncate);
        }
        return Optional.of(message);
    }

    /** A table is described once for all transactions that follow, so also what stands in one of ours is needed. */
    private Optional<LogMessage> described(Relation relation) {
        if (relation.name().schema().equals(CheckpointTables.SCHEMA)) {
            checkpoints.put(relation.id(), relation);
            return Optional.empty();
        }
        return Optional.of(relation);
    }

    private Optional<LogMessage> row(int oid, Tuple row, LogMessage message) {
        var checkpoint = checkpoints.get(oid);
        own = own || (checkpoint != null && row != null && isMark(checkpoint, row));
        return own || checkpoint != null ? Optional.empty() : Optional.of(message);
    }

    private boolean isMark(Relation relation, Tuple row) {
        return relation.name().equals(CheckpointTables.APPLIED)
                && taskId.equals(value(relation, row, "task_id"))
                && direction.equals(value(relation, row, "direction"));
    }

    private static String value(Relation relation, Tuple row, String column) {
        for (var i = 0; i < relation.columns().size(); i++) {
            if (relation.columns().get(i).name().equals(column)) {
                return row.text(i);
            }
        }
        return null;
    }

    private Optional<LogMessage> withoutCheckpoints(LogMessage.Truncate truncate) {
        var others = truncate.relations().stream()
                .filter(oid -> !checkpoints.containsKey(oid))
                .toList();
        return others.isEmpty() && truncate.parts().isEmpty()
                ? Optional.empty()
                : Optional.of(new LogMessage.Truncate(others, truncate.restartIdentity(), truncate.parts()));
    }
}
