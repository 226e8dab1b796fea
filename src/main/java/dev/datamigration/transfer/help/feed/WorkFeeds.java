package dev.datamigration.transfer.help.feed;

import dev.datamigration.api.status.WorkersStatus;
import dev.datamigration.database.RunScope;
import dev.datamigration.transfer.help.Engagement;
import dev.datamigration.transfer.run.Run;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Keeps the helpers busy beside the leading worker's own threads, as many of them as the plan asks for at the moment. No
 * helper, and no fault of one, is ever waited for but for the piece of work that it holds.
 */
public final class WorkFeeds {
    private static final long LOOK_MILLIS = 200;
    private static final int LONGEST_PROBLEM = 300;

    private final Run run;
    private final RunScope scope;
    private final IntFunction<Engagement> terms;
    private final int width;
    private final Supplier<WorkFeed> feeds;
    private final Consumer<WorkersStatus> listener;
    private final Map<Integer, HelperSlot> members = new TreeMap<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /**
     * @param terms what the helper of that number is engaged for
     * @param width how many pieces of work each helper does at the same time
     * @param feeds makes one lane
     * @param listener told now and then how many work, and null at the end
     */
    public WorkFeeds(
            Run run,
            RunScope scope,
            IntFunction<Engagement> terms,
            int width,
            Supplier<WorkFeed> feeds,
            Consumer<WorkersStatus> listener) {
        this.run = run;
        this.scope = scope;
        this.terms = terms;
        this.width = width;
        this.feeds = feeds;
        this.listener = listener;
    }

    /** Returns what a helper is engaged for in a run, as its plan is now. */
    public static Engagement engagement(String id, Run run, long claim, int number, String snapshot) {
        return new Engagement(
                id,
                run.scope().taskId(),
                run.scope().epoch(),
                claim,
                number,
                run.direction(),
                run.source().pin(),
                run.target().pin(),
                snapshot,
                run.plan().withLimits(run.limiter().part()));
    }

    /**
     * Returns when the leading worker has no more to hand out and no helper holds anything.
     *
     * @param over whether there is nothing more to hand out
     * @throws java.util.concurrent.CancellationException if the run is cancelled
     */
    public void run(BooleanSupplier over) {
        if (!run.helperPool().exists()) {
            return;
        }
        try {
            while (!over.getAsBoolean() && failure.get() == null) {
                var wanted = run.plan().engine().replicas() - 1;
                share(wanted);
                engage(wanted);
                tell();
                scope.pause(LOOK_MILLIS);
            }
            if (failure.get() == null) {
                members.values().forEach(HelperSlot::finish);
            }
        } finally {
            members.values().forEach(HelperSlot::close);
            run.limiter().share(1, 1);
            listener.accept(null);
        }
        throwFailure();
    }

    /** Each helper has its part whether it comes or not; what is not used so is this worker's. */
    private void share(int wanted) {
        run.limiter().share(1 + wanted, 1 + wanted - atWork(wanted));
    }

    private int atWork(int most) {
        return Math.min(most, (int)
                members.values().stream().filter(HelperSlot::isAtWork).count());
    }

    private void engage(int wanted) {
        for (var number = 1; number <= wanted; number++) {
            members.computeIfAbsent(number, this::member);
        }
        members.entrySet().removeIf(member -> {
            if (member.getKey() > wanted) {
                member.getValue().close();
                return true;
            }
            return false;
        });
    }

    private HelperSlot member(int number) {
        var helper = run.helperPool().engage(number, () -> terms.apply(number));
        return new HelperSlot(helper, scope.child(), width, feeds, error -> failure.compareAndSet(null, error));
    }

    private void tell() {
        var helpers = members.size();
        listener.accept(helpers == 0 ? null : new WorkersStatus(1 + helpers, 1 + atWork(helpers), problem()));
    }

    /** Of the first helper that is not at work, where it is known. */
    private String problem() {
        return members.entrySet().stream()
                .filter(member -> !member.getValue().isAtWork()
                        && !member.getValue().problem().isEmpty())
                .min(Comparator.comparing(Map.Entry::getKey))
                .map(member ->
                        "worker " + member.getKey() + ": " + member.getValue().problem())
                .map(text -> text.length() <= LONGEST_PROBLEM ? text : text.substring(0, LONGEST_PROBLEM) + "…")
                .orElse(null);
    }

    private void throwFailure() {
        var error = failure.get();
        if (error instanceof Error grave) {
            throw grave;
        }
        if (error != null) {
            throw (RuntimeException) error;
        }
    }
}
