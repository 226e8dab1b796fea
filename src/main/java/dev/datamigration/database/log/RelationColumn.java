package dev.datamigration.database.log;

/**
 * A column as a {@link LogMessage.Relation} describes it. Generated columns are not among them.
 *
 * @param identity whether it belongs to the table's replica identity
 * @param type which type it has, as the database numbers them whose log it is
 * @param typeModifier -1 where there is none
 */
public record RelationColumn(String name, boolean identity, int type, int typeModifier) {}
