package dev.datamigration.database.postgres.schema.script;

import dev.datamigration.database.postgres.schema.definition.ObjectId;
import dev.datamigration.database.table.TableName;
import java.util.List;

/**
 * An object whose statements the server's catalog gives almost word for word: all names in them are as the server printed them
 * under the reading session's search path, but for its own, which the target may change.
 *
 * @param id of the source
 * @param name with an empty schema for what lives in none
 * @param arguments what tells it from others of its name, as COMMENT ON wants it after the name; may be empty
 * @param create what comes before its name in CREATE, for instance {@code DEFAULT CONVERSION}
 * @param tail what follows the name in CREATE
 * @param alterations each follows name and arguments in an ALTER of its own
 * @param details arguments of {@code pg_get_object_address} beside its name; of an event trigger how it is enabled
 * @param bySuperuser whether only a superuser may create it
 */
public record ScriptedDefinition(
        ObjectId id,
        ScriptedKind kind,
        TableName name,
        String arguments,
        String create,
        String tail,
        List<String> alterations,
        List<String> details,
        boolean bySuperuser) {
    public ScriptedDefinition {
        alterations = List.copyOf(alterations);
        details = List.copyOf(details);
    }

    /** An operator with an operand on its left only, which PostgreSQL had before version 14. */
    public boolean isPostfixOperator() {
        return kind == ScriptedKind.Operator && details.get(1).equals("NONE");
    }

    /** A type that has nothing but its name yet. */
    public boolean isShell() {
        return kind == ScriptedKind.BaseType && tail.isEmpty();
    }
}
