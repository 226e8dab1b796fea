package dev.datamigration.bench.scene;

import java.util.List;

/**
 * Changes that wait to be applied.
 *
 * @param what they are, in words
 * @param changes of rows in each round
 * @param tables statements that make and fill the tables on the source
 * @param empty statements that make them without rows
 * @param writes a statement that makes the changes
 */
public record Backlog(String what, long changes, List<String> tables, List<String> empty, String writes) {}
