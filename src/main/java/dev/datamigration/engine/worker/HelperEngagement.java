package dev.datamigration.engine.worker;

import dev.datamigration.database.RunScope;
import dev.datamigration.database.Server;
import dev.datamigration.database.ServerIdentity;
import dev.datamigration.transfer.full.LoadHelp;
import dev.datamigration.transfer.help.ChunkToLoad;
import dev.datamigration.transfer.help.ComparedRange;
import dev.datamigration.transfer.help.Engagement;
import dev.datamigration.transfer.help.LoadedChunk;
import dev.datamigration.transfer.help.RangeToCompare;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.verify.VerificationHelp;
import java.util.Comparator;

/** One engagement of this process as a helper, with all it opened for it. */
final class HelperEngagement implements AutoCloseable {
    private static final Comparator<Engagement> BY_AGE =
            Comparator.comparingLong(Engagement::epoch).thenComparingLong(Engagement::claim);

    private final Engagement terms;
    private final Run run;
    private final LoadHelp load;
    private final VerificationHelp verification;

    HelperEngagement(Engagement terms) {
        this.terms = terms;
        var scope = new RunScope(terms.taskUid(), terms.epoch(), new RunScope.Helping(terms.number(), terms.claim()));
        this.run = new Run(scope, terms.plan()).directed(terms.direction());
        bind(run.source(), terms.source());
        bind(run.target(), terms.target());
        this.load = new LoadHelp(run, terms.snapshot());
        this.verification = new VerificationHelp(run);
    }

    /** A helper must not read or write elsewhere than the leading worker, whatever the address leads to. */
    private static void bind(Server server, ServerIdentity expected) {
        if (expected != null) {
            server.pin(expected);
        }
    }

    String id() {
        return terms.id();
    }

    boolean isNewerThan(Engagement other) {
        return BY_AGE.compare(terms, other) > 0;
    }

    void update(Engagement newer) {
        run.update(newer.plan());
    }

    LoadedChunk load(ChunkToLoad chunk) {
        return load.load(chunk);
    }

    ComparedRange compare(RangeToCompare range) {
        return verification.compare(range);
    }

    /** Cuts every connection; what is under way fails. */
    @Override
    public void close() {
        run.scope().cancel();
        verification.close();
    }
}
