package dev.datamigration.database.postgres.connection;

import dev.datamigration.api.Side;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.postgres.schema.NamesByPath;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.util.PSQLException;

/**
 * Says what PostgreSQL's errors mean, decided from the SQLSTATE and never from the text.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a>
 */
public final class PostgresFailures {
    private PostgresFailures() {}

    /**
     * The exception to throw for an error of the driver. Neither it nor its cause tells values of rows.
     *
     * @param doing what was being done, as a gerund phrase: "copying public.orders"
     */
    public static FailureException of(SQLException error, DatabaseAccess access, String doing) {
        var original = original(error);
        return new FailureException(classify(original, access, doing), ErrorText.withoutValues(original));
    }

    /** As {@link #of}, for an error of which functions may be the reason that find names by a search path only. */
    static FailureException ofNames(SQLException error, DatabaseAccess access, String doing, List<NamesByPath> called) {
        var plain = of(error, access, doing);
        return called.isEmpty()
                ? plain
                : new FailureException(
                        new Failure(
                                FailureCode.RowRefused,
                                access.side(),
                                "%s. At work was %s.".formatted(plain.failure().message(), NamesByPath.reason(called)),
                                NamesByPath.remedy(called)),
                        plain.getCause());
    }

    /** Names of functions that may be why a name was not found; empty where the error is of another kind. */
    static List<String> functionsThatMissNames(SQLException error) {
        return original(error) instanceof PSQLException postgres
                        && postgres.getServerErrorMessage() != null
                        && NamesByPath.isNotFound(state(postgres))
                ? ErrorOrigin.functionsAtWork(postgres.getServerErrorMessage())
                : List.of();
    }

    /**
     * Returns what an error of one of our own statements says, with its SQLSTATE and without values of rows; names that the
     * statement holds are told.
     */
    public static String text(SQLException error, String statement) {
        return ErrorText.of(original(error), statement) + ErrorText.state(error);
    }

    /** The error as a cause that may be logged. */
    public static SQLException loggable(SQLException error) {
        return ErrorText.withoutValues(original(error));
    }

    static Failure classify(SQLException error, DatabaseAccess access, String doing) {
        var state = state(error);
        var code = isOfNamesInUserCode(error) ? FailureCode.RowRefused : code(state, access.side());
        var message = "%s on the %s database %s failed: %s%s"
                .formatted(
                        capitalised(doing),
                        access.side().word(),
                        access.display(),
                        ErrorText.of(error),
                        ErrorText.state(error));
        var remedy = code == FailureCode.RowRefused ? RowRefusals.remedy(error, access) : Remedies.of(code, access);
        return new Failure(code, access.side(), message, remedy);
    }

    /** What a function of somebody misses says nothing of the tables. */
    private static boolean isOfNamesInUserCode(SQLException error) {
        return error instanceof PSQLException postgres
                && postgres.getServerErrorMessage() != null
                && NamesByPath.isNotFound(state(error))
                && ErrorOrigin.isUserCode(postgres.getServerErrorMessage());
    }

    /** A batch's own exception repeats the statement, values included; the error itself is the one after it. */
    private static SQLException original(SQLException error) {
        return error instanceof BatchUpdateException && error.getNextException() != null
                ? error.getNextException()
                : error;
    }

    static String state(SQLException error) {
        return error.getSQLState() == null ? "" : error.getSQLState();
    }

    static FailureCode code(String state, Side side) {
        return switch (state) {
            case "28000", "28P01" -> FailureCode.LoginRefused;
            case "3D000", "57P04" -> FailureCode.DatabaseMissing;
            case "42501" -> FailureCode.PrivilegeMissing;
            case "40001", "40P01", "55P03" -> FailureCode.LockNotAvailable;
            // 55006 object in use: for instance the slot is still held by a worker that is just going away.
            // 57014 query cancelled: by somebody else, because we set no time limit that would end a task.
            case "53300", "55006", "57014", "57P03" -> FailureCode.ServerBusy;
            case "25P03", "25P04", "57P01", "57P02", "57P05" -> FailureCode.Unreachable;
            // 22P03, 22P04: the binary form or the number of columns of a COPY does not fit the table.
            case "22P03", "22P04", "3F000", "428C9", "42703", "42704", "42804", "42P01" -> schemaChanged(side);
            // 53400 configuration limit: on a source the slots are used up; on a target it is temp_file_limit.
            case "53400" -> side == Side.Source ? FailureCode.NoFreeSlot : FailureCode.ResourceExhausted;
            // 25006 read-only: a standby; 55000: for instance wal_level is not logical.
            case "25006", "55000" -> FailureCode.ServerSetting;
            case "22023" -> FailureCode.Unexpected;
            // 54000: a value is too long for an index; P0001: raised by a trigger or by the function of a constraint.
            case "54000", "P0001" -> FailureCode.RowRefused;
            default -> codeOfClass(state.length() < 2 ? "" : state.substring(0, 2));
        };
    }

    private static FailureCode schemaChanged(Side side) {
        return side == Side.Source ? FailureCode.SourceSchemaChanged : FailureCode.TargetSchemaChanged;
    }

    private static FailureCode codeOfClass(String stateClass) {
        return switch (stateClass) {
            case "08" -> FailureCode.Unreachable;
            case "28" -> FailureCode.LoginRefused;
            case "22", "23" -> FailureCode.RowRefused;
            case "53", "54", "58" -> FailureCode.ResourceExhausted;
            default -> FailureCode.Unexpected;
        };
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
