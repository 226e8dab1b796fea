package dev.datamigration.transfer.schema;

import java.sql.SQLException;

/** What became of an attempt to create an object. */
sealed interface CreationResult {
    record Created() implements CreationResult {}

    /** It was there already: by hand, or by an attempt of ours whose commit was not heard of. */
    record Existed() implements CreationResult {}

    /** The server does not want it. */
    record Refused(SQLException error) implements CreationResult {}
}
