package dev.datamigration.transfer.verify;

import dev.datamigration.api.status.WorkersStatus;
import dev.datamigration.database.checkpoint.SharedRangeStore;
import dev.datamigration.database.checkpoint.SharedRangeStore.RangeResult;
import dev.datamigration.database.checkpoint.SharedRangeStore.SharedRange;
import dev.datamigration.database.compare.ComparisonSession;
import dev.datamigration.transfer.help.share.Helpers;
import dev.datamigration.transfer.help.share.SharedStage;
import dev.datamigration.transfer.run.Run;
import dev.datamigration.transfer.verify.compare.RangePiece;
import dev.datamigration.transfer.verify.compare.StopSignal;
import dev.datamigration.transfer.verify.result.FencedWrites;
import dev.datamigration.transfer.verify.result.Servers;
import java.util.ArrayList;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The ranges that helpers may compare: as many as keep them busy lie in the checkpoints, where whoever is free takes them, this
 * process too. What is found in them is taken in by the threads that compare here.
 */
final class SharedVerification implements SharedStage, AutoCloseable {
    private static final int RANGES_FOR_EACH = 2;

    private final Run run;
    private final Workers workers;
    private final StopSignal stopSignal;
    private final ExecutorService threads;
    private final long claim;
    private final Consumer<WorkersStatus> listener;
    private final SharedRangeStore store;
    private final Map<Long, Offer> offers = new ConcurrentHashMap<>();
    private final Queue<RangeResult> finished = new ConcurrentLinkedQueue<>();
    private BooleanSupplier over = () -> false;
    private Servers servers;
    private long number;
    private int helping;

    /** A range that lies in the checkpoints. */
    private record Offer(TableComparison table, RangePiece range) {}

    /** @param claim of the target that stands */
    SharedVerification(
            Run run,
            Workers workers,
            StopSignal stopSignal,
            ExecutorService threads,
            long claim,
            Consumer<WorkersStatus> listener) {
        this.run = run;
        this.workers = workers;
        this.stopSignal = stopSignal;
        this.threads = threads;
        this.claim = claim;
        this.listener = listener;
        this.store = run.checkpoints().sharedRanges();
    }

    /** Returns the claim that helpers may be engaged under; whatever earlier ones would still do is refused, and forgotten. */
    static long begin(Run run, ComparisonSession target) {
        return new FencedWrites(run, target).transaction(connection -> {
            run.checkpoints().sharedRanges().forget(connection);
            return run.to().fence().dismissHelpers(connection, run.scope());
        });
    }

    /** @param ended whether nobody compares here any more */
    void share(BooleanSupplier ended) {
        over = ended;
        new Helpers(run, run.scope(), this).run();
    }

    /** Takes in what was found in a range; false where there is none. */
    boolean takeIn(Servers own) {
        var result = finished.poll();
        if (result == null) {
            return false;
        }
        var offer = offers.remove(result.number());
        workers.workFor(offer.table(), () -> offer.range().compared(result, own));
        return true;
    }

    /** Compares a range that nobody has taken; false where there is none. */
    boolean takeBack(Servers own) {
        if (offers.isEmpty()) {
            return false;
        }
        var range = new FencedWrites(run, own.target()).transaction(store::takeBack);
        if (range.isEmpty()) {
            return false;
        }
        var offer = offers.remove(range.get().number());
        var throttled = run.speed().throttled(run.scope());
        workers.workFor(offer.table(), () -> offer.range().compare(own));
        throttled.rest(stopSignal::check);
        return true;
    }

    @Override
    public long claim() {
        return claim;
    }

    @Override
    public String snapshot() {
        return null;
    }

    @Override
    public boolean isOver() {
        return over.getAsBoolean();
    }

    @Override
    public void look() {
        try {
            if (servers == null) {
                servers = new Servers(run, threads);
            }
            var writes = new FencedWrites(run, servers.target());
            if (!offers.isEmpty()) {
                finished.addAll(writes.transaction(store::collect));
            }
            offer(writes);
        } catch (StopSignal.Halted e) {
            // over soon
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            stopSignal.fail(e);
        }
    }

    private void offer(FencedWrites writes) {
        var most = RANGES_FOR_EACH * helping * run.plan().fullVerification().parallelism();
        var ranges = new ArrayList<SharedRange>();
        while (offers.size() < most) {
            var offered = workers.takeRange(servers, (table, range) -> {
                ranges.add(new SharedRange(++number, range.table(), range.range()));
                offers.put(number, new Offer(table, range));
            });
            if (!offered) {
                break;
            }
        }
        if (!ranges.isEmpty()) {
            writes.write(connection -> store.add(connection, ranges));
        }
    }

    @Override
    public void end() {
        if (stopSignal.failure() == null && servers != null) {
            begin(run, servers.target());
        }
    }

    @Override
    public void sharedBy(WorkersStatus sharing) {
        helping = sharing == null ? 0 : sharing.atWork() - 1;
        listener.accept(sharing);
    }

    @Override
    public void close() {
        if (servers != null) {
            servers.close();
        }
    }
}
