package dev.datamigration.transfer.verify.result;

import dev.datamigration.database.checkpoint.VerificationRoundStore;
import dev.datamigration.database.checkpoint.VerificationRoundStore.Round;
import dev.datamigration.database.compare.ComparisonSession;
import dev.datamigration.transfer.run.Run;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Keeps on the target which round the continuous comparison is in. */
public final class RoundStore {
    private final VerificationRoundStore store;
    private final ComparisonSession target;
    private final FencedWrites writes;

    /** @param target of its own, in autocommit mode */
    public RoundStore(Run run, long runNonce, ComparisonSession target) {
        this.store = run.checkpoints().verificationRound(runNonce);
        this.target = target;
        this.writes = new FencedWrites(run, target);
    }

    /** Null before the first. */
    public Round read() {
        return target.ask(store::read).orElse(null);
    }

    public Round begin(long number) {
        var before = read();
        var round = new Round(number, now(), null, before == null ? null : before.lastCompletedAt(), 0);
        write(round);
        return round;
    }

    public void write(Round round) {
        writes.write(connection -> store.write(connection, round));
    }

    /** The round as it is when it ends now. */
    public static Round completed(Round round) {
        return round.completed(now());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
