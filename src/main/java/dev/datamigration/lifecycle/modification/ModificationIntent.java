package dev.datamigration.lifecycle.modification;

/** Says what is to become of a modification. */
public enum ModificationIntent {
    /** The task is to have the objects that it asks for. */
    Make,
    /** The task is to have the objects of before, and nothing is to be left of it. */
    Withdraw
}
