package dev.datamigration.kubernetes;

import dev.datamigration.api.task.MigrationTask;
import io.javaoperatorsdk.operator.api.reconciler.ResourceCache;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import jakarta.inject.Singleton;
import java.util.stream.Stream;

/**
 * The tasks as the cache of their controller has them. There is no other one: with thousands of tasks each would be the larger
 * part of the operator's memory. Safe from any thread.
 */
@Singleton
public class TaskCache {
    private volatile ResourceCache<MigrationTask> cache;

    /** @param controllers the cache of the controller of tasks, which fills it */
    public void use(ResourceCache<MigrationTask> controllers) {
        cache = controllers;
    }

    /** Returns whether it has held all tasks once. Before that nothing may be concluded from what it lacks. */
    public boolean isFilled() {
        return cache instanceof InformerWrappingEventSourceHealthIndicator<?> informers
                && !informers.informerHealthIndicators().isEmpty()
                && informers.informerHealthIndicators().values().stream().allMatch(InformerHealthIndicator::hasSynced);
    }

    /** The tasks of a namespace; none before it is filled. */
    public Stream<MigrationTask> list(String namespace) {
        return isFilled() ? cache.list(namespace, task -> true) : Stream.empty();
    }
}
