package dev.datamigration.transfer.switchover.object;

import dev.datamigration.api.Side;
import dev.datamigration.database.sequence.SequenceState;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.switchover.round.BothSides;
import dev.datamigration.transfer.switchover.round.OpenSide;
import java.util.List;

/** Sets the sequences of the application's new side beyond every value used on either side. */
final class SequenceActions implements PostSwitchoverActions {
    /** The farthest value comes from an index in most cases; where it does not, a large table takes too long. */
    private static final int FARTHEST_SECONDS = 20;

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
        var values = sides.newSide().support().nextValues();
        var name = "Sequence " + sequence.name();
        if (!pair.on(sides.oldSideName()).readable()) {
            return PostSwitchoverAction.manual(
                    name,
                    side,
                    "The account may not read it on the %s. Read its value there and set this one beyond it."
                            .formatted(sides.oldSideName().word()),
                    values.settingByHand(sequence.name()));
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
                        sides.newSide(),
                        next.why() + column.note,
                        values.setting(sequence.name(), next.position()));
    }

    private static Farthest farthest(SequenceState sequence, OpenSide side) {
        Long value = null;
        var note = "";
        for (var user : sequence.users()) {
            if (!user.whole() || sequence.cycle()) {
                continue;
            }
            try {
                value = sequence.farther(value, farthest(sequence, user, side));
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

    private static Long farthest(SequenceState sequence, SequenceState.User user, OpenSide side) {
        side.limitStatements(FARTHEST_SECONDS);
        try {
            return side.ask(connection -> side.support().nextValues().farthest(connection, sequence, user));
        } finally {
            side.limitStatements(BothSides.STATEMENT_SECONDS);
        }
    }

    private record Farthest(Long value, String note) {}
}
