package dev.datamigration.database.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.DatabaseType;
import dev.datamigration.api.Side;
import dev.datamigration.api.endpoint.TlsMode;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.Password;
import dev.datamigration.database.TlsMaterial;
import dev.datamigration.failure.FailureCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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
                new TlsMaterial(TlsMode.Prefer, null, null, null),
                null,
                null);
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
    void aRefusalHasTheRemedyOfItsCause() {
        assertThat(remedy("C23502", "sshop", "ta", "cv"))
                .contains("ALTER TABLE \"shop\".\"a\" ALTER COLUMN \"v\" DROP NOT NULL;");
        assertThat(remedy("C23514", "sshop", "ta", "nonly"))
                .contains("ALTER TABLE \"shop\".\"a\" DROP CONSTRAINT IF EXISTS \"only\";");
        assertThat(remedy("C22P05")).contains("encoding of the target database");
        assertThat(remedy("C22003", "sshop", "ta")).contains("type that it has on the other side");
        assertThat(remedy("CP0001", "Fpl_exec.c")).contains("trigger");
    }

    private static String remedy(String... parts) {
        var all = new ArrayList<>(List.of("SERROR", "Mrow-value"));
        all.addAll(List.of(parts));
        return PostgresFailures.of(server(all.toArray(String[]::new)), TARGET, "writing a")
                .failure()
                .remedy();
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

    @Test
    void whatAFunctionRaisesIsNotToldUnderAnyState() {
        for (var state : List.of("P0001", "53100", "42501", "28000", "R0W01")) {
            var error = server(
                    "SERROR",
                    "C" + state,
                    "Mrow-value",
                    "WPL/pgSQL function f() line 1 at RAISE",
                    "srow-value",
                    "trow-value",
                    "crow-value",
                    "nrow-value",
                    "drow-value",
                    "Fpl_exec.c",
                    "Rexec_stmt_raise");
            assertHidden(error, state.equals("R0W01") ? "in a function or trigger" : "(SQLSTATE " + state + ")");
        }
        assertHidden(server("SERROR", "C53100", "Mrow-value", "Fpl_exec.c"), "(SQLSTATE 53100)");
        assertHidden(server("SERROR", "C53100", "Mrow-value", "F/build/plpy_elog.c"), "(SQLSTATE 53100)");
    }

    @Test
    void whatTheServerSaysForAFunctionIsNotTold() {
        assertHidden(
                server(
                        "SERROR",
                        "C42703",
                        "Mcolumn \"row-value\" does not exist",
                        "WPL/pgSQL function f() line 1 at EXECUTE",
                        "Fparse_relation.c"),
                "undefined column, in a function or trigger (SQLSTATE 42703)");
    }

    @Test
    void whatAnExpressionMayHaveNamedIsLeftOut() {
        assertHidden(
                server("SERROR", "C42P01", "Mrelation \"row-value\" does not exist", "Fnamespace.c"),
                "relation \"…\" does not exist (SQLSTATE 42P01)");
        assertHidden(
                server("SERROR", "C42P01", "MRelation »row-value« existiert nicht", "Fnamespace.c"),
                "undefined table (SQLSTATE 42P01)");
        var unbalanced = server("SERROR", "C42P01", "Mrelation \"a\" row-value\" does not exist");
        assertHidden(unbalanced, "undefined table (SQLSTATE 42P01)");
    }

    @Test
    void whatAStatementOfOursNamesIsTold() {
        var error = server("SERROR", "C42704", "Mtype \"shop.size\" does not exist for \"row-value\"");
        assertThat(PostgresFailures.text(error, "CREATE TABLE t (a shop.size)"))
                .isEqualTo("type \"shop.size\" does not exist for \"…\" (SQLSTATE 42704)");
    }

    @Test
    void theStateOfTheServerIsToldWhereverItHappened() {
        var failure = PostgresFailures.of(
                        server(
                                "SERROR",
                                "C53100",
                                "Mcould not extend file \"base/1\"",
                                "WCOPY a, line 7: \"row-value\""),
                        TARGET,
                        "copying shop.a")
                .failure();
        assertThat(failure.message()).endsWith("could not extend file \"base/1\" (SQLSTATE 53100)");
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
