package dev.datamigration.engine.local;

import dev.datamigration.api.Side;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.release.EachSide;
import dev.datamigration.transfer.release.Orphans;
import dev.datamigration.transfer.release.Quiescence;
import dev.datamigration.transfer.release.Release;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.switchover.fence.SettingsRestore;
import dev.datamigration.transfer.switchover.object.SequencesAtEnd;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Everything that is given back when a task ends, in its order; each step on both sides at once. */
final class ReleaseSequence {
    private static final Logger LOG = Logger.getLogger(ReleaseSequence.class);

    private ReleaseSequence() {}

    /**
     * One attempt. What can be reached is released, whatever becomes of the other side, but for the memory of what is to be put
     * back there. A server that does not answer is waited for once in an attempt, and not asked again. It may be the operator's own
     * process that does this, so no server may say much.
     */
    static Release.Outcome of(Run run) {
        boundAnswers(run);
        var unanswering = Quiescence.attempt(run);
        var sequences = SequencesAtEnd.bring(run, unanswering.keySet()).orElse(null);
        return Release.of(run, unanswering, putBack(run, unanswering)).withSequences(sequences);
    }

    /** One attempt for a task that has made nothing as far as its status knows. */
    static Release.Outcome ofOrphans(Run run) {
        boundAnswers(run);
        var orphans = Orphans.find(run);
        if (!orphans.exist()) {
            return Release.of(run, orphans.unanswering(), Map.of());
        }
        return orphans.obstacle().orElseGet(() -> {
            LOG.warnf("Task %s: %s; it is released", run.scope().taskId(), orphans.text());
            return of(run);
        });
    }

    private static void boundAnswers(Run run) {
        run.source().boundAnswers();
        run.target().boundAnswers();
    }

    private static Map<Side, Release.Owed> putBack(Run run, Map<Side, FailureException> unanswering) {
        return EachSide.atOnce("put-back-" + run.scope().taskId(), side -> owed(run, side, unanswering));
    }

    private static Optional<Release.Owed> owed(Run run, Side side, Map<Side, FailureException> unanswering) {
        if (unanswering.containsKey(side.other())) {
            return Optional.empty(); // the memory of it is over there
        }
        try {
            putBack(run, side, unanswering.get(side));
            return Optional.empty();
        } catch (FailureException e) {
            return Optional.of(new Release.Owed(e.failure(), SettingsRestore.statements(run, side)));
        }
    }

    private static void putBack(Run run, Side side, FailureException unanswering) {
        if (unanswering != null) {
            throw unanswering;
        }
        SettingsRestore.on(run, side);
    }
}
