package dev.datamigration.database.structure;

import java.util.List;

/**
 * A difference as people are told of it.
 *
 * @param kind of the part
 * @param name on the source
 * @param changed whether it came by a change on the source since the task began to migrate it
 * @param message how both differ
 * @param statements to run on the target, without semicolons; may be empty
 */
public record Difference(String kind, String name, boolean changed, String message, List<String> statements) {

    /** As one script, or null where there is none. */
    public String sql() {
        return statements.isEmpty() ? null : String.join(";\n", statements) + ";";
    }

    /** Kind and name. */
    public String display() {
        return kind + " " + name;
    }
}
