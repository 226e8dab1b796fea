package dev.datamigration.lifecycle.model;

import dev.datamigration.api.Phase;

/** Says what the engine is to be told. Level-triggered: telling it twice is telling it once. */
public sealed interface Directive {
    /** Nothing. */
    record None() implements Directive {}

    /** That the task needs no memory any more: nothing of it runs. */
    record Forget() implements Directive {}

    /**
     * That everything this phase needs should run.
     *
     * @param work what is to be done about a switchover besides, or null
     */
    record Run(long epoch, Phase phase, StepWork work) implements Directive {
        /** Nothing is to be done about a switchover. */
        public Run(long epoch, Phase phase) {
            this(epoch, phase, null);
        }
    }

    /** That nothing should run. */
    record Stop(long epoch) implements Directive {}

    /** That nothing should run and nothing be held. */
    record Release(long epoch) implements Directive {}

    /** As {@link Release}, of a task that has made nothing as far as its status knows. */
    record ReleaseOrphans(long epoch) implements Directive {}
}
