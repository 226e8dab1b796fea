package dev.datamigration.transfer.switchover.object;

import dev.datamigration.api.Side;
import dev.datamigration.database.selection.ObjectFilter;
import dev.datamigration.database.sequence.SequenceState;
import dev.datamigration.database.table.TableName;
import dev.datamigration.transfer.switchover.round.BothSides;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Matches the sequences of both sides: those that the same column uses belong together whatever they are called; one
 * that no column uses belongs to that of its name.
 */
public final class SequencePairs {
    private final ObjectFilter filter;
    private final Map<Column, SequenceState> byColumn = new HashMap<>();
    private final Map<TableName, SequenceState> byName = new HashMap<>();

    private record Column(TableName table, String name) {}

    private SequencePairs(ObjectFilter filter, List<SequenceState> target) {
        this.filter = filter;
        for (var sequence : target) {
            byName.put(sequence.name(), sequence);
            sequence.users().forEach(user -> byColumn.put(new Column(user.table(), user.column()), sequence));
        }
    }

    /** Those of selected tables, and selected ones that no table uses. */
    public static List<SequencePair> read(BothSides sides) {
        var filter = new ObjectFilter(sides.switchover().run().plan().objects());
        return match(filter, sequences(sides, Side.Source), sequences(sides, Side.Target));
    }

    private static List<SequenceState> sequences(BothSides sides, Side side) {
        return sides.of(side).ask(sides.of(side).support().nextValues()::read);
    }

    static List<SequencePair> match(ObjectFilter filter, List<SequenceState> source, List<SequenceState> target) {
        var pairs = new SequencePairs(filter, target);
        var found = new ArrayList<SequencePair>();
        for (var sequence : source) {
            if (pairs.isMeant(sequence)) {
                pairs.counterparts(sequence).forEach(other -> found.add(new SequencePair(sequence, other)));
            }
        }
        return found;
    }

    private boolean isMeant(SequenceState sequence) {
        return sequence.users().isEmpty()
                ? filter.includes(sequence.name())
                : sequence.users().stream().anyMatch(user -> filter.includes(user.table()));
    }

    /** Usually one; several where columns that share a sequence on the source have one each on the target. */
    private List<SequenceState> counterparts(SequenceState sequence) {
        var ofColumns = sequence.users().stream()
                .map(user -> byColumn.get(new Column(filter.targetOf(user.table()), user.column())))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (!ofColumns.isEmpty()) {
            return ofColumns;
        }
        var named = new ArrayList<SequenceState>();
        named.add(byName.get(filter.targetOf(sequence.name())));
        return named;
    }
}
