package dev.datamigration.database.postgres.schema.definition;

import java.util.List;

/**
 * A rewrite rule other than a view's own.
 *
 * @param head CREATE RULE up to the table's name
 * @param tail what follows it
 * @param references OIDs of other relations in it
 */
public record RuleDefinition(
        long oid, String name, long table, String head, String tail, List<Long> references, Firing firing) {}
