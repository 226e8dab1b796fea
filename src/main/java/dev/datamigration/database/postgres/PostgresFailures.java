package dev.datamigration.database.postgres;

import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.sql.SQLException;

/**
 * What PostgreSQL's errors mean, decided from the SQLSTATE and never from the text.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a>
 */
public final class PostgresFailures {
    private PostgresFailures() {}

    /**
     * The exception to throw for an error of the driver.
     *
     * @param doing what was being done, as a gerund phrase: "copying public.orders"
     */
    public static FailureException of(SQLException error, DatabaseAccess access, String doing) {
        return new FailureException(classify(error, access, doing), error);
    }

    static Failure classify(SQLException error, DatabaseAccess access, String doing) {
        var state = error.getSQLState() == null ? "" : error.getSQLState();
        var code = code(state);
        var message = "%s on the %s database %s failed: %s%s"
                .formatted(
                        capitalised(doing),
                        access.side().name().toLowerCase(java.util.Locale.ROOT),
                        access.display(),
                        firstLine(error.getMessage()),
                        state.isEmpty() ? "" : " (SQLSTATE " + state + ")");
        return new Failure(code, access.side(), message, remedy(code, access));
    }

    static FailureCode code(String state) {
        return switch (state) {
            case "28000", "28P01" -> FailureCode.LoginRefused;
            case "3D000" -> FailureCode.DatabaseMissing;
            case "42501" -> FailureCode.PrivilegeMissing;
            case "40001", "40P01", "55P03" -> FailureCode.LockNotAvailable;
            case "53300", "57P03" -> FailureCode.ServerBusy;
            case "57P01", "57P02", "57P04", "57P05" -> FailureCode.Unreachable;
            case "42P01", "42703", "42804", "22P03" -> FailureCode.TargetSchemaChanged;
            case "53400" -> FailureCode.NoFreeSlot;
            default -> codeOfClass(state.length() < 2 ? "" : state.substring(0, 2));
        };
    }

    private static FailureCode codeOfClass(String stateClass) {
        return switch (stateClass) {
            case "08" -> FailureCode.Unreachable;
            case "22", "23" -> FailureCode.RowRefused;
            case "53", "54", "58" -> FailureCode.ResourceExhausted;
            default -> FailureCode.Unexpected;
        };
    }

    private static String remedy(FailureCode code, DatabaseAccess access) {
        var where = access.side().name().toLowerCase(java.util.Locale.ROOT);
        return switch (code) {
            case Unreachable ->
                "Check that the server runs and that %s:%d can be reached from the operator; it is tried again by itself."
                        .formatted(access.host(), access.port());
            case ServerBusy ->
                "Wait until the server is ready or raise its max_connections; it is tried again by itself.";
            case LockNotAvailable -> "Look for a session that holds a lock (pg_locks); it is tried again by itself.";
            case LoginRefused ->
                "Correct username and password in the Secret that spec.%s.credentialsSecretRef names, or pg_hba.conf, then resume."
                        .formatted(where);
            case DatabaseMissing ->
                "Create the database %s on the %s, then resume.".formatted(access.database(), where);
            case PrivilegeMissing ->
                "Grant the privilege to %s on the %s, then resume.".formatted(access.user(), where);
            case ResourceExhausted -> "Free disk space or memory on the %s server, then resume.".formatted(where);
            case NoFreeSlot ->
                "Raise max_replication_slots and max_wal_senders on the %s server and restart it, or drop slots that are not needed, then resume."
                        .formatted(where);
            case TargetSchemaChanged ->
                "Make the table's columns and types on the target equal to the source again, then resume.";
            case RowRefused ->
                "Remove the constraint, trigger or type on the target that refuses the row, then resume.";
            default -> "Read the message, mend its cause on the %s server, then resume.".formatted(where);
        };
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String firstLine(String text) {
        return text == null ? "no message" : text.lines().findFirst().orElse("no message");
    }
}
