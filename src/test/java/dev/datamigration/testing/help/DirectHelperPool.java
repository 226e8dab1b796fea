package dev.datamigration.testing.help;

import dev.datamigration.database.RunScope;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.full.LoadHelp;
import dev.datamigration.transfer.help.ChunkToLoad;
import dev.datamigration.transfer.help.ComparedRange;
import dev.datamigration.transfer.help.Engagement;
import dev.datamigration.transfer.help.Helper;
import dev.datamigration.transfer.help.HelperPool;
import dev.datamigration.transfer.help.HelperUnavailableException;
import dev.datamigration.transfer.help.LoadedChunk;
import dev.datamigration.transfer.help.RangeToCompare;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.verify.VerificationHelp;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Helpers without a wire: what they are asked they do at once, in the thread that asks. */
public class DirectHelperPool implements HelperPool {
    private final List<Engagement> engagements = new CopyOnWriteArrayList<>();
    public final AtomicInteger asked = new AtomicInteger();

    @Override
    public boolean exists() {
        return true;
    }

    /** Every engagement there was. */
    public List<Engagement> engagements() {
        return engagements;
    }

    /** Whether the helper is there; to be overridden. */
    protected boolean isReady(int number) {
        return true;
    }

    /** What becomes of being asked for a chunk; to be overridden. */
    protected LoadedChunk load(int number, LoadHelp help, ChunkToLoad chunk) {
        return help.load(chunk);
    }

    /** What becomes of being asked for a range; to be overridden. */
    protected ComparedRange compare(int number, VerificationHelp help, RangeToCompare range) {
        return help.compare(range);
    }

    /** A run as a helper's process has it. */
    public static Run run(Engagement terms) {
        var scope = new RunScope(terms.taskUid(), terms.epoch(), new RunScope.Helping(terms.number(), terms.claim()));
        return new Run(scope, terms.plan()).directed(terms.direction());
    }

    /** What is an error there is an answer here. */
    private <T> T answered(Supplier<T> work) {
        asked.incrementAndGet();
        try {
            return work.get();
        } catch (FailureException e) {
            throw new HelperUnavailableException(e.getMessage());
        }
    }

    @Override
    public Helper engage(int number, Supplier<Engagement> terms) {
        var engagement = terms.get();
        engagements.add(engagement);
        var run = run(engagement);
        var load = new LoadHelp(run, engagement.snapshot());
        var verification = new VerificationHelp(run);
        return new Helper() {
            @Override
            public int number() {
                return number;
            }

            @Override
            public boolean isReady() {
                return DirectHelperPool.this.isReady(number);
            }

            @Override
            public String problem() {
                return "";
            }

            @Override
            public LoadedChunk load(ChunkToLoad chunk) {
                return answered(() -> DirectHelperPool.this.load(number, load, chunk));
            }

            @Override
            public ComparedRange compare(RangeToCompare range) {
                return answered(() -> DirectHelperPool.this.compare(number, verification, range));
            }

            @Override
            public void close() {
                run.scope().cancel();
                verification.close();
            }
        };
    }
}
