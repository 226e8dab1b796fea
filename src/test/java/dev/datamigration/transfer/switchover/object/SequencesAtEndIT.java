package dev.datamigration.transfer.switchover.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Side;
import dev.datamigration.database.postgres.switchover.PostgresSwitchover;
import dev.datamigration.transfer.switchover.SwitchoverScene;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whoever ends a task without a switchover gets what its sequences lack as SQL that can be run. */
class SequencesAtEndIT {
    private static final String[] SCHEMA = {
        "CREATE SCHEMA app",
        "CREATE TABLE app.\"Customer\" (\"Id\" serial PRIMARY KEY)",
        "CREATE TABLE app.orders (id bigint GENERATED ALWAYS AS IDENTITY (INCREMENT BY 10) PRIMARY KEY, n int)",
        "CREATE TABLE app.down (id int PRIMARY KEY)",
        "CREATE SEQUENCE app.down_id INCREMENT BY -1 OWNED BY app.down.id",
        "CREATE TABLE app.named (code text PRIMARY KEY)",
        "CREATE SEQUENCE app.named_code OWNED BY app.named.code",
        "CREATE TABLE app.empty (id serial PRIMARY KEY)",
        "INSERT INTO app.\"Customer\" SELECT FROM generate_series(1, 20)",
        "INSERT INTO app.orders (n) VALUES (1), (2)",
        "INSERT INTO app.down VALUES (-7)",
        "INSERT INTO app.named VALUES ('a')",
    };

    @Test
    void whatCouldNotBeSetIsAScript() {
        try (var scene = new SwitchoverScene(SCHEMA)) {
            scene.migrate();
            scene.source.execute("INSERT INTO app.named VALUES ('b')");
            await().until(() -> scene.target.count("app.named") == 2
                    && scene.target.count("datamigration.applied WHERE direction = 'forward'") > 0);
            assertThat(SequencesAtEnd.bring(scene.run, Set.of()))
                    .as("all are set")
                    .isEqualTo(Optional.of(""));

            scene.source.execute("CREATE SEQUENCE app.late", "SELECT nextval('app.late')");
            scene.target.execute(
                    "ALTER SEQUENCE app.\"Customer_Id_seq\" RESTART", "ALTER SEQUENCE app.orders_id_seq RESTART");
            var script = SequencesAtEnd.bring(scene.run, Set.of()).orElseThrow();
            assertThat(script)
                    .startsWith("-- Sequence app.late: The target has no such sequence.")
                    .doesNotContain("\n");
            assertNext(scene, "app.\"Customer_Id_seq\"", 1021);

            scene.target.execute(
                    "ALTER SEQUENCE app.\"Customer_Id_seq\" RESTART", "ALTER SEQUENCE app.orders_id_seq RESTART");
            var unread = SequencesAtEnd.bring(scene.run, Set.of(Side.Source)).orElseThrow();
            assertThat(unread).startsWith("-- ").contains("the source does not answer");
            for (var time = 1; time <= 2; time++) {
                scene.target.execute(unread);
            }
            assertNext(scene, "app.\"Customer_Id_seq\"", 21);
            assertNext(scene, "app.orders_id_seq", 21);
            assertNext(scene, "app.down_id", -1008);
            assertNext(scene, "app.empty_id_seq", 1);
        }
    }

    private static void assertNext(SwitchoverScene scene, String sequence, long next) {
        assertThat(scene.target.queryOne("SELECT nextval('" + sequence + "')"))
                .as(sequence)
                .isEqualTo(Long.toString(next));
    }

    @Test
    void aScriptThatIsTooLongFindsTheSequencesItself() {
        var part = SequenceScript.part("why\n; DROP TABLE t", "SELECT 1;");
        assertThat(part).isEqualTo("-- why\uFFFD; DROP TABLE t\nSELECT 1;");
        assertThat(new SequenceScript(new PostgresSwitchover(null).nextValues()).of(List.of(part, part)))
                .isEqualTo(part + "\n" + part);
        assertThat(new SequenceScript(new PostgresSwitchover(null).nextValues())
                        .of(java.util.Collections.nCopies(1000, part)))
                .contains("(1000 sequences could not be set)", "DO $$")
                .hasSizeLessThan(SequenceScript.LONGEST);
    }
}
