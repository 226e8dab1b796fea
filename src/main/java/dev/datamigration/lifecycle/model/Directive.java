package dev.datamigration.lifecycle.model;

/** Says what the engine is to be told. Level-triggered: telling it twice is telling it once. */
public sealed interface Directive {
    /** Nothing. */
    record None() implements Directive {}

    /** That the task needs no memory any more: nothing of it runs. */
    record Forget() implements Directive {}

    /**
     * What is wanted of a worker.
     *
     * @param epoch whose worker is told
     */
    record Pursue(long epoch, Wanted wanted) implements Directive {}
}
