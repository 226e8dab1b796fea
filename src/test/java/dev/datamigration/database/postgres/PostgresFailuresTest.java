package dev.datamigration.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.DatabaseType;
import dev.datamigration.api.Side;
import dev.datamigration.api.TlsMode;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.Password;
import dev.datamigration.database.TlsMaterial;
import dev.datamigration.failure.FailureCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class PostgresFailuresTest {
    private static final DatabaseAccess TARGET = access(Side.Target);

    private static DatabaseAccess access(Side side) {
        return new DatabaseAccess(
                side,
                DatabaseType.PostgreSQL,
                "db.example",
                5432,
                "shop",
                "mover",
                new Password("planted-secret"),
                new TlsMaterial(TlsMode.Prefer, null, null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "28P01, Target, LoginRefused",
        "28000, Target, LoginRefused",
        "3D000, Target, DatabaseMissing",
        "57P04, Target, DatabaseMissing",
        "42501, Target, PrivilegeMissing",
        "40001, Target, LockNotAvailable",
        "40P01, Target, LockNotAvailable",
        "55P03, Target, LockNotAvailable",
        "53300, Source, ServerBusy",
        "55006, Source, ServerBusy",
        "57014, Source, ServerBusy",
        "57P03, Source, ServerBusy",
        "57P01, Source, Unreachable",
        "25P03, Source, Unreachable",
        "08006, Source, Unreachable",
        "42P01, Source, SourceSchemaChanged",
        "42P01, Target, TargetSchemaChanged",
        "42804, Target, TargetSchemaChanged",
        "22P04, Target, TargetSchemaChanged",
        "53400, Source, NoFreeSlot",
        "53400, Target, ResourceExhausted",
        "53100, Target, ResourceExhausted",
        "58030, Target, ResourceExhausted",
        "55000, Source, ServerSetting",
        "25006, Target, ServerSetting",
        "22P02, Target, RowRefused",
        "23505, Target, RowRefused",
        "P0001, Target, RowRefused",
        "22023, Source, Unexpected",
        "XX000, Source, Unexpected",
        "'', Source, Unexpected"
    })
    void stateDecides(String state, Side side, FailureCode expected) {
        assertThat(PostgresFailures.code(state, side)).isEqualTo(expected);
    }

    @Test
    void valuesOfRowsAreNotTold() {
        var error = server("SERROR", "C22P02", "Minvalid input syntax for type integer: \"row-value\"", "sshop", "ta");
        assertHidden(error, "invalid text representation: table shop.a (SQLSTATE 22P02)");
    }

    @Test
    void objectsOfAViolationAreTold() {
        var error = server(
                "SERROR",
                "C23505",
                "Mduplicate key",
                "DKey (email)=(row-value) already exists.",
                "sshop",
                "ta",
                "na_pk");
        assertHidden(error, "unique violation: table shop.a, constraint a_pk (SQLSTATE 23505)");
    }

    @Test
    void theStatementOfABatchIsNotTold() {
        var batch = new BatchUpdateException(
                "Batch entry 0 INSERT INTO a VALUES ('row-value') was aborted", "23505", 0, new int[0], null);
        batch.setNextException(server("SERROR", "C23505", "Mduplicate key", "sshop", "ta"));
        assertHidden(batch, "unique violation: table shop.a (SQLSTATE 23505)");
    }

    @Test
    void otherErrorsAreToldAsTheServerSays() {
        var failure = PostgresFailures.of(
                        server("SERROR", "C42501", "Mpermission denied for table a"), TARGET, "reading a")
                .failure();
        assertThat(failure.message())
                .isEqualTo("Reading a on the target database db.example:5432/shop failed: permission denied for table a"
                        + " (SQLSTATE 42501)");
        assertThat(failure.remedy()).contains("mover").contains("target");
    }

    private static void assertHidden(SQLException error, String ending) {
        var thrown = PostgresFailures.of(error, TARGET, "copying shop.a");
        var trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        assertThat(thrown.failure().message()).endsWith(ending);
        assertThat(trace.toString()).doesNotContain("row-value").doesNotContain("planted-secret");
    }

    /** The fields of an ErrorResponse, each with its one-letter type. */
    private static PSQLException server(String... fields) {
        return new PSQLException(new ServerErrorMessage(String.join("\0", fields) + "\0"));
    }
}
