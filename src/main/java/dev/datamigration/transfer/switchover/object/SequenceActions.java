package dev.datamigration.transfer.switchover.object;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.ddl.SequenceStatements;
import dev.datamigration.database.postgres.precheck.check.CheckedDatabase;
import dev.datamigration.database.postgres.sql.Sql;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.switchover.round.BothSides;
import dev.datamigration.transfer.switchover.round.Words;
import java.util.List;

/** Sets the sequences of the application's new side beyond every value used on either side. */
final class SequenceActions implements PostSwitchoverActions {
    /** The farthest value comes from an index in most cases; where it does not, a large table takes too long. */
    private static final int FARTHEST_SECONDS = 20;

    private static final int USUAL_SECONDS = 60;

    @Override
    public String what() {
        return "sequences";
    }

    @Override
    public List<PostSwitchoverAction> find(BothSides sides) {
        return SequencePairs.read(sides).stream()
                .map(pair -> action(pair, sides))
                .toList();
    }

    private static PostSwitchoverAction action(SequencePair pair, BothSides sides) {
        var side = sides.newSideName();
        if (!pair.isComplete()) {
            return PostSwitchoverAction.manual(
                    "Sequence " + pair.source().name(),
                    Side.Target,
                    "The target has no such sequence. Create it if the application needs it.",
                    null);
        }
        var sequence = pair.on(side);
        var name = "Sequence " + sequence.name();
        if (!pair.on(sides.oldSideName()).readable()) {
            return PostSwitchoverAction.manual(
                    name,
                    side,
                    "The account may not read it on the %s. Read its value there and set this one beyond it."
                            .formatted(Words.side(sides.oldSideName())),
                    "SELECT pg_catalog.setval(%s, <value>);".formatted(Sql.literal(Sql.quoted(sequence.name()))));
        }
        var column = farthest(sequence, sides.newSide());
        var next = NextValue.of(
                sequence,
                pair.on(sides.oldSideName()).position(),
                column.value,
                sides.switchover().settings().sequenceMargin());
        return next.position() == null
                ? new PostSwitchoverAction(
                        name, side, next.why() + column.note, null, connection -> next.why() + column.note)
                : PostSwitchoverAction.statement(
                        name,
                        side,
                        next.why() + column.note,
                        SequenceStatements.setValue(sequence.name(), next.position()));
    }

    private static Farthest farthest(SequenceState sequence, CheckedDatabase database) {
        Long value = null;
        var note = "";
        for (var user : sequence.users()) {
            if (!user.whole() || sequence.cycle()) {
                continue;
            }
            try {
                value = sequence.farther(value, farthest(sequence, user, database));
            } catch (FailureException e) {
                if (e.failure().code() == FailureCode.Unreachable) {
                    throw e;
                }
                note += " The farthest value of column %s of %s is not known: %s"
                        .formatted(user.column(), user.table(), e.failure().message());
            }
        }
        return new Farthest(value, note);
    }

    private static Long farthest(SequenceState sequence, SequenceState.User user, CheckedDatabase database) {
        database.limitStatements(FARTHEST_SECONDS);
        try {
            return database.one(
                    "SELECT %s(%s)::pg_catalog.int8 FROM %s"
                            .formatted(
                                    sequence.ascending() ? "max" : "min",
                                    Sql.identifier(user.column()),
                                    Sql.quoted(user.table())),
                    row -> row.getObject(1, Long.class));
        } finally {
            database.limitStatements(USUAL_SECONDS);
        }
    }

    private record Farthest(Long value, String note) {}
}
