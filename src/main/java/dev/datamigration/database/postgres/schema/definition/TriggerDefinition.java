package dev.datamigration.database.postgres.schema.definition;

/**
 * A trigger of a table or view.
 *
 * @param head CREATE TRIGGER up to the table's name
 * @param tail what follows it
 * @param otherTable OID of the table in FROM of a constraint trigger, or null
 * @param inherited whether it comes with a partitioned table's trigger and only its firing is its own
 */
public record TriggerDefinition(
        long oid,
        String name,
        long table,
        String head,
        String tail,
        Long otherTable,
        Firing firing,
        boolean inherited) {}
