package dev.datamigration.bench.measure;

/**
 * A contender that could not run.
 *
 * @param why as a part of a sentence
 */
public record Absent(String name, String why) {}
