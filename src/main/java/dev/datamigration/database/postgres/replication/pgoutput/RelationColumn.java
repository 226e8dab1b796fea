package dev.datamigration.database.postgres.replication.pgoutput;

import dev.datamigration.database.postgres.replication.ChangeStream;

/**
 * A column as a {@link PgOutputMessage.Relation} describes it. Generated columns are not among
 * what a {@link ChangeStream} gives.
 *
 * @param identity whether it belongs to the table's replica identity
 * @param typeModifier -1 where there is none
 */
public record RelationColumn(String name, boolean identity, int typeOid, int typeModifier) {}
