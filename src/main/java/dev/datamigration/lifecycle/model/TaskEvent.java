package dev.datamigration.lifecycle.model;

/** Something that happened to a task and is told once, after the status that shows it was written. */
public record TaskEvent(EventReason reason, String message) {}
