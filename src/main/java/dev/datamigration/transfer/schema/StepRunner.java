package dev.datamigration.transfer.schema;

import dev.datamigration.database.schema.CreationResult.Refused;
import dev.datamigration.database.schema.SchemaItem;
import dev.datamigration.database.schema.SchemaPlan;
import dev.datamigration.database.schema.SchemaPlanning;
import dev.datamigration.thread.OwnedThreads;
import dev.datamigration.transfer.run.Run;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Creates the objects of one step. */
final class StepRunner {
    private final Run run;
    private final SchemaPlanning planning;
    private final SchemaObjectStore objectStore;
    private final Runnable progress;

    StepRunner(Run run, SchemaPlanning planning, SchemaObjectStore objectStore, Runnable progress) {
        this.run = run;
        this.planning = planning;
        this.objectStore = objectStore;
        this.progress = progress;
    }

    void run(SchemaPlan.Step step, int parallelism) {
        switch (step.order()) {
            case Parallel -> inParallel(open(step.items()), parallelism);
            case UntilNoMoreSucceed -> untilNoMoreSucceed(open(step.items()));
        }
    }

    private List<SchemaItem> open(Collection<SchemaItem> items) {
        return items.stream().filter(item -> !objectStore.isDone(item.key())).toList();
    }

    /** Order as given; what is refused is tried again as long as anything else succeeds in between. */
    void untilNoMoreSucceed(Collection<SchemaItem> items) {
        var open = open(items);
        if (open.isEmpty()) {
            return;
        }
        try (var creator = creator()) {
            var refused = new LinkedHashMap<SchemaItem, Refused>();
            var creation = new BatchedCreation(creator, (item, result) -> {
                if (result instanceof Refused refusal) {
                    refused.put(item, refusal);
                }
                progress.run();
            });
            boolean progressed;
            do {
                refused.clear();
                creation.drain(new ArrayDeque<>(open));
                progressed = refused.size() < open.size();
                open = List.copyOf(refused.keySet());
            } while (progressed && !open.isEmpty());
            settleAll(creator, refused);
        }
    }

    private ItemCreator creator() {
        return new ItemCreator(planning.open(run.scope(), objectStore), objectStore);
    }

    /** The first failure ends it, after what is under way: hours of index building are not thrown away for it. */
    private void inParallel(List<SchemaItem> items, int parallelism) {
        var queue = new ConcurrentLinkedQueue<>(items);
        var workers = Math.min(parallelism, items.size());
        if (workers == 0) {
            return;
        }
        var pool = OwnedThreads.pool("schema-" + run.scope().taskId(), workers);
        try {
            var futures = new ArrayList<Future<?>>();
            for (var worker = 0; worker < workers; worker++) {
                futures.add(pool.submit(() -> work(queue)));
            }
            await(futures);
        } finally {
            pool.shutdownNow();
        }
    }

    private void work(ConcurrentLinkedQueue<SchemaItem> queue) {
        try (var creator = creator()) {
            new BatchedCreation(creator, (item, result) -> {
                        if (result instanceof Refused refusal) {
                            settle(creator, item, refusal);
                        }
                        progress.run();
                    })
                    .drain(queue);
        } catch (RuntimeException | Error e) {
            queue.clear();
            throw e;
        }
    }

    private void settle(ItemCreator creator, SchemaItem item, Refused refusal) {
        if (!isListed(item, refusal)) {
            throw creator.failure(item, refusal);
        }
        if (item.lacks() != null && item.isAboutAnother()) {
            return; // the object itself is listed
        }
        creator.noteRefused(item, refusal.reason());
    }

    /** Those that are only listed come first, so that they are noted whatever follows. */
    private void settleAll(ItemCreator creator, Map<SchemaItem, Refused> refused) {
        refused.entrySet().stream()
                .sorted(Comparator.comparing(entry -> !isListed(entry.getKey(), entry.getValue())))
                .forEach(entry -> settle(creator, entry.getKey(), entry.getValue()));
    }

    private static boolean isListed(SchemaItem item, Refused refusal) {
        return switch (item.onRefusal()) {
            case Fail -> false;
            case FailUnlessUnsupported -> refusal.unsupported();
            case List -> true;
        };
    }

    private static void await(List<Future<?>> futures) {
        Throwable first = null;
        for (var future : futures) {
            try {
                future.get();
            } catch (ExecutionException e) {
                first = first == null ? e.getCause() : first;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new java.util.concurrent.CancellationException("the run was interrupted");
            }
        }
        if (first instanceof Error error) {
            throw error;
        }
        if (first != null) {
            throw (RuntimeException) first;
        }
    }
}
