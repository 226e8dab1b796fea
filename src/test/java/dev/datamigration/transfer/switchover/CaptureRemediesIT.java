package dev.datamigration.transfer.switchover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.datamigration.api.Side;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.Printed;
import dev.datamigration.testing.TestDatabase;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Where the precheck was skipped, the step that begins the capture says the same of what is missing, one after the other. */
class CaptureRemediesIT {
    private static final Pattern STATEMENT = Pattern.compile("(ALTER TABLE|GRANT) [^;…]*;");

    @Test
    void whatIsMissingIsToldWithStatementsThatSuffice() {
        try (var scene = new SwitchoverScene(
                PostgresServers.shared(18).createDatabase("capture"),
                PostgresServers.shared(18).createDatabase("capture"),
                "CREATE TABLE click (page text)",
                "ALTER TABLE click REPLICA IDENTITY FULL",
                "CREATE TABLE doubled (n int PRIMARY KEY, twice int GENERATED ALWAYS AS (n * 2) VIRTUAL)")) {
            scene.sourceLogin = mover(scene.source, "old");
            scene.targetLogin = mover(scene.target, "new");
            scene.source.execute(
                    "ALTER TABLE click OWNER TO " + scene.sourceLogin.user(),
                    "ALTER TABLE doubled OWNER TO " + scene.sourceLogin.user());
            scene.migrate();
            takenAway(scene.source, scene.sourceLogin);
            takenAway(scene.target, scene.targetLogin);
            scene.target.execute(
                    "ALTER TABLE click REPLICA IDENTITY DEFAULT",
                    "ALTER TABLE doubled DROP CONSTRAINT doubled_pkey",
                    "ALTER TABLE click OWNER TO CURRENT_USER",
                    "ALTER TABLE doubled OWNER TO CURRENT_USER",
                    "GRANT ALL ON click, doubled TO " + scene.targetLogin.user());

            mended(scene, FailureCode.PrivilegeMissing, Side.Source, "GRANT CREATE ON DATABASE");
            mended(scene, FailureCode.ServerSetting, Side.Target, "REPLICA IDENTITY FULL;");
            var published = mended(scene, FailureCode.PrivilegeMissing, Side.Target, "make it the owner of the tables");
            var owner = Printed.statement(published.remedy(), "ALTER TABLE …");
            for (var table : new String[] {"click", "doubled"}) {
                scene.target.execute(Printed.filled(owner, table, scene.targetLogin.user()));
            }
            scene.target.execute("ALTER ROLE " + scene.targetLogin.user() + " NOREPLICATION");
            var refused = failure(scene);
            scene.target.execute(
                    Printed.statement(refused.remedy(), "ALTER ROLE").replaceFirst(" on the target server.*", ""));
            scene.done(1, SwitchoverStep.StartTargetStore);
        }
    }

    /** The step fails; what it says is run as it stands. */
    private static Failure mended(SwitchoverScene scene, FailureCode code, Side side, String told) {
        var failure = failure(scene);
        assertThat(failure.code()).as("%s", failure).isEqualTo(code);
        assertThat(failure.side()).isEqualTo(side);
        assertThat(failure.remedy()).contains(told);
        var statements = STATEMENT
                .matcher(failure.remedy())
                .results()
                .map(MatchResult::group)
                .toArray(String[]::new);
        assertThat(statements).isNotEmpty();
        scene.side(side).execute(statements);
        return failure;
    }

    private static Failure failure(SwitchoverScene scene) {
        return catchThrowableOfType(FailureException.class, () -> scene.perform(1, SwitchoverStep.StartTargetStore))
                .failure();
    }

    private static void takenAway(TestDatabase database, TestDatabase login) {
        database.execute("REVOKE CREATE ON DATABASE " + database.name() + " FROM " + login.user());
    }

    private static TestDatabase mover(TestDatabase database, String side) {
        var name = "capture_" + side + "_" + database.name();
        database.execute("SET password_encryption = 'scram-sha-256'; CREATE ROLE " + name
                + " LOGIN REPLICATION PASSWORD 'm0ver-of-rows'");
        database.execute(
                "GRANT CREATE ON DATABASE " + database.name() + " TO " + name,
                "GRANT CREATE ON SCHEMA public TO " + name,
                "GRANT SET ON PARAMETER session_replication_role TO " + name);
        return new TestDatabase(database.host(), database.port(), database.name(), name, "m0ver-of-rows");
    }
}
