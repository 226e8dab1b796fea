package dev.datamigration.cluster;

import dev.datamigration.thread.OutOfMemory;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Operator and worker alike end when memory has run out, and are started again by whoever started them. */
@Singleton
class MemoryStart {
    private static final int FIRST = 1;

    void start(@Observes @Priority(FIRST) StartupEvent started) {
        OutOfMemory.endsTheProcess();
    }
}
