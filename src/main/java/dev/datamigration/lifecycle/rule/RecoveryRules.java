package dev.datamigration.lifecycle.rule;

import dev.datamigration.api.Phase;
import dev.datamigration.api.status.CheckpointStatus;
import dev.datamigration.api.status.CheckpointsStatus;
import dev.datamigration.lifecycle.model.Observation;

/** Decides what is different after a database has lost something and a person has accepted to go on. */
public final class RecoveryRules {
    private RecoveryRules() {}

    /** Returns whether the failure that stands is one that the spec accepts, so that the next worker recovers from it. */
    public static boolean recovers(Observation seen) {
        var failure = seen.status().failure();
        return failure != null
                && failure.accept() != null
                && failure.accept().equals(seen.spec().recovery().accept());
    }

    /** Decides where a recovery goes on: what verification is to say of, the synchronisation must have caught up with. */
    public static Phase phase(Phase stopped) {
        return stopped == Phase.FullVerification ? Phase.IncrementalSync : stopped;
    }

    /** Returns whether changes are applied to rows that no verification has found equal since. */
    public static boolean unverified(CheckpointsStatus known) {
        return known != null && (unverified(known.source()) || unverified(known.target()));
    }

    private static boolean unverified(CheckpointStatus known) {
        return known != null && known.unverifiedSince() != null;
    }
}
