package dev.datamigration.database.replay;

import dev.datamigration.database.table.TableName;

/** A table that rows are written to, by its name on both sides. */
public record TablePlace(TableName source, TableName target) {}
