package dev.datamigration.database.schema;

import java.sql.SQLException;

/** Says what became of an attempt to create an object. */
public sealed interface CreationResult {
    record Created() implements CreationResult {}

    /** It was there already: by hand, or by an attempt of ours whose commit was not heard of. */
    record Existed() implements CreationResult {}

    /**
     * The server does not want it.
     *
     * @param unsupported whether the server's version does not know the syntax or the feature
     * @param reason why, and what to do
     */
    record Refused(SQLException error, boolean unsupported, String reason) implements CreationResult {}
}
