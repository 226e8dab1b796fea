package dev.datamigration.database.compare;

/** The same of both sides. */
public record Both<T>(T source, T target) {}
