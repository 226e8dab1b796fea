package dev.datamigration.database.postgres.schema.creation;

import dev.datamigration.api.FailureClass;
import dev.datamigration.api.Side;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.postgres.connection.PostgresFailures;
import dev.datamigration.database.postgres.schema.NamesByPath;
import dev.datamigration.database.schema.ObjectKind;
import dev.datamigration.database.schema.SchemaItem;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Tells by SQLSTATE what an error says of the object that was being created. */
final class Refusals {
    private static final Set<String> UNSUPPORTED = Set.of("42601", "0A000", "22023");
    private static final String DEADLOCK = "40P01";
    private static final String UNDEFINED_FILE = "58P01";

    private Refusals() {}

    static boolean isDeadlock(SQLException error) {
        return DEADLOCK.equals(state(error));
    }

    /** The target's version does not know the syntax or the feature. */
    static boolean isUnsupported(SQLException error) {
        return UNSUPPORTED.contains(state(error));
    }

    /** Returns whether it speaks of the server or the session rather than of the object; nothing may be concluded then. */
    static boolean isOfServer(SQLException error, DatabaseAccess access) {
        if (UNDEFINED_FILE.equals(state(error))) {
            return false; // a library or an extension that is not installed
        }
        var failure = PostgresFailures.of(error, access, "creating an object").failure();
        return failure.failureClass() == FailureClass.Transient
                || failure.code() == FailureCode.ResourceExhausted
                || state(error).isEmpty()
                || state(error).startsWith("57")
                || state(error).startsWith("25")
                || state(error).startsWith("28")
                || state(error).startsWith("XX");
    }

    /** Returns why an object was not carried, and what to do. */
    static String reason(SchemaItem item, SQLException error) {
        return "%s: %s. Create it there by hand, or remove the cause and resume the task."
                .formatted(
                        item.lacks() == null
                                ? "The target refused it"
                                : "It needs %s, which is not carried, so the target refused it".formatted(item.lacks()),
                        message(item, error));
    }

    /** Returns whether a function of somebody's may have looked for a name under another search path than it relies on. */
    static boolean isOfNames(SQLException error) {
        return NamesByPath.isNotFound(state(error));
    }

    /** @param called functions that may be why the error is one of names; empty where it is none */
    static FailureException failure(
            SchemaItem item, SQLException error, DatabaseAccess access, List<NamesByPath> called) {
        if (!called.isEmpty()) {
            return failureOfNames(item, error, access, called);
        }
        var ofRows = state(error).startsWith("23");
        return new FailureException(
                new Failure(
                        ofRows ? FailureCode.RowRefused : FailureCode.SchemaNotCreated,
                        Side.Target,
                        "%s %s could not be created on %s: %s"
                                .formatted(
                                        label(item.kind()),
                                        item.key().display(),
                                        access.display(),
                                        message(item, error)),
                        ofRows
                                ? "Remove or mend the rows of the source and the target that violate it, or create it"
                                        + " on the target as you want it under the same name, then resume."
                                : "Remove the cause that the target names, or create the object there by hand under"
                                        + " the name it is to have, or leave it out with spec.objects.exclude in a new"
                                        + " task; then resume."),
                PostgresFailures.loggable(error));
    }

    private static FailureException failureOfNames(
            SchemaItem item, SQLException error, DatabaseAccess access, List<NamesByPath> called) {
        return new FailureException(
                new Failure(
                        FailureCode.SchemaNotCreated,
                        Side.Target,
                        "%s %s could not be created on %s: %s. It calls %s, and since version 17 none has one while it builds an index."
                                .formatted(
                                        label(item.kind()),
                                        item.key().display(),
                                        access.display(),
                                        message(item, error),
                                        NamesByPath.reason(called)),
                        NamesByPath.remedy(called)),
                PostgresFailures.loggable(error));
    }

    private static String label(ObjectKind kind) {
        return kind.name().replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    }

    private static String message(SchemaItem item, SQLException error) {
        return PostgresFailures.text(error, String.join("\n", item.statements()) + String.join("\n", item.settings()));
    }

    private static String state(SQLException error) {
        return error.getSQLState() == null ? "" : error.getSQLState();
    }
}
