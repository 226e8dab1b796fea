package dev.datamigration.testing.help;

import dev.datamigration.database.RunScope;
import dev.datamigration.transfer.full.LoadHelp;
import dev.datamigration.transfer.help.Engagement;
import dev.datamigration.transfer.help.HelperPool;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.verify.VerificationHelp;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Helpers without a wire: each is a thread of this process, which begins anew when it has ended although it is wanted. */
public class DirectHelperPool implements HelperPool {
    private final List<Engagement> engagements = new CopyOnWriteArrayList<>();
    private final Map<Integer, DirectHelper> helpers = new ConcurrentHashMap<>();

    /** One of them. */
    public record DirectHelper(Run run, CompletableFuture<Void> work) {
        /** Its connections are cut. */
        public void kill() {
            run.scope().cancel();
        }
    }

    @Override
    public boolean exists() {
        return true;
    }

    /** Every engagement that was begun. */
    public List<Engagement> engagements() {
        return engagements;
    }

    /** The helper of that number that began last. */
    public DirectHelper helper(int number) {
        return helpers.get(number);
    }

    /** Ends every helper as if its process were killed. */
    public void killAll() {
        helpers.values().forEach(DirectHelper::kill);
    }

    /** Whether the helper is there; to be overridden. */
    protected boolean isThere(int number) {
        return true;
    }

    /** Whether it hears what it is told; to be overridden. */
    protected boolean isDeaf(int number) {
        return false;
    }

    /** Whether it hears that no help is wanted any more; to be overridden. */
    protected boolean hearsTheEnd() {
        return true;
    }

    /** A run as a helper's process has it. */
    public static Run run(Engagement terms) {
        var scope = new RunScope(terms.taskUid(), terms.epoch(), new RunScope.Helping(terms.number(), terms.claim()));
        return new Run(scope, terms.plan()).directed(terms.direction());
    }

    @Override
    public CompletableFuture<Optional<String>> engage(Engagement terms) {
        if (!isThere(terms.number())) {
            return CompletableFuture.failedFuture(new ConnectException());
        }
        if (isDeaf(terms.number())) {
            return new CompletableFuture<>();
        }
        var helper = helpers.get(terms.number());
        if (helper == null || helper.work().isDone()) {
            helpers.put(terms.number(), begin(terms));
        }
        return CompletableFuture.completedFuture(Optional.empty());
    }

    private DirectHelper begin(Engagement terms) {
        engagements.add(terms);
        var run = run(terms);
        run.speed().follow(terms.speed());
        var work = terms.snapshot() == null ? new VerificationHelp(run) : new LoadHelp(run, terms.snapshot());
        return new DirectHelper(
                run,
                CompletableFuture.runAsync(
                        work, command -> new Thread(command, "direct-helper-" + terms.number()).start()));
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(1);
    }

    @Override
    public void dismiss(Engagement terms) {
        var helper = helpers.get(terms.number());
        if (helper != null && hearsTheEnd()) {
            helper.kill();
        }
    }
}
