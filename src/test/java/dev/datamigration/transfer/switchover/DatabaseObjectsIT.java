package dev.datamigration.transfer.switchover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Side;
import dev.datamigration.api.switchover.SwitchoverItem;
import dev.datamigration.api.switchover.SwitchoverItemStatus;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.api.task.LargeObjectHandling;
import dev.datamigration.api.task.ObjectSelection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of the objects beside the rows. */
class DatabaseObjectsIT {
    private static final String LARGE_OBJECTS =
            "SELECT oid || convert_from(lo_get(oid), 'UTF8') FROM pg_largeobject_metadata ORDER BY oid";
    private static final String[] SCHEMA = {
        "CREATE SCHEMA app",
        "CREATE TABLE app.customer (id serial PRIMARY KEY, name text)",
        "CREATE TABLE app.orders (id bigint GENERATED ALWAYS AS IDENTITY (INCREMENT BY 10) PRIMARY KEY,"
                + " customer int REFERENCES app.customer)",
        "CREATE SEQUENCE app.shared INCREMENT BY -1 MINVALUE -1000000 MAXVALUE -1 START -1",
        "CREATE TABLE app.one (id int PRIMARY KEY DEFAULT nextval('app.shared'))",
        "CREATE TABLE app.other (id int PRIMARY KEY DEFAULT nextval('app.shared'))",
        "CREATE SEQUENCE app.alone",
        "CREATE SEQUENCE app.unused",
        "CREATE SEQUENCE app.turning MAXVALUE 5000 CYCLE",
        "CREATE SEQUENCE app.restarted",
        "CREATE SEQUENCE app.later",
        "CREATE SEQUENCE app.full MAXVALUE 3",
        "CREATE TABLE app.fired (n int PRIMARY KEY)",
        "CREATE FUNCTION app.fire() RETURNS trigger LANGUAGE plpgsql AS"
                + " 'BEGIN UPDATE app.fired SET n = n + 1; RETURN NEW; END'",
        "CREATE TRIGGER always AFTER INSERT ON app.customer FOR EACH ROW EXECUTE FUNCTION app.fire()",
        "ALTER TABLE app.customer ENABLE ALWAYS TRIGGER always",
        "CREATE MATERIALIZED VIEW app.names AS SELECT count(*) AS n FROM app.customer",
        "INSERT INTO app.fired VALUES (0)",
        "INSERT INTO app.customer (name) SELECT 'c' FROM generate_series(1, 20)",
        "INSERT INTO app.orders (customer) SELECT i FROM generate_series(1, 5) i",
        "INSERT INTO app.one SELECT FROM generate_series(1, 3)",
        "INSERT INTO app.other SELECT FROM generate_series(1, 3)",
        "SELECT nextval('app.alone') FROM generate_series(1, 7)",
        "SELECT setval('app.turning', 4200)",
        "ALTER SEQUENCE app.restarted RESTART WITH 5000",
        "SELECT nextval('app.later')",
        "SELECT setval('app.full', 3)",
    };

    @Test
    void sequencesTriggersAndViewsAreReadyOnTheNewSideInBothDirections() {
        try (var scene = new SwitchoverScene(SCHEMA)) {
            scene.objects = new ObjectSelection(List.of("app.*"), null, null, Map.of("app.orders", "app.purchase"))
                    .with(LargeObjectHandling.Carry);
            scene.source.execute(
                    "CREATE PUBLICATION everything FOR ALL TABLES",
                    "SELECT lo_from_bytea(70001, 'first'), lo_from_bytea(70002, 'second')");
            scene.migrate();
            assertThat(scene.run
                            .largeObjects()
                            .orElseThrow()
                            .copy(progress -> {})
                            .written())
                    .isEqualTo(2);
            assertThat(publications(scene)).isEmpty();
            assertThat(scene.target.queryOne("SELECT last_value || ' ' || is_called FROM app.restarted"))
                    .isEqualTo("5000 false");
            scene.source.execute(
                    "ALTER SEQUENCE app.later RESTART WITH 300",
                    "INSERT INTO app.customer (name) VALUES ('more')",
                    "INSERT INTO app.customer VALUES (100, 'by hand')",
                    "SELECT nextval('app.alone')",
                    "SELECT lo_put(70001, 0, 'FIRST'), lo_unlink(70002), lo_from_bytea(70003, 'third')");
            scene.switchOver(1);
            assertThat(scene.target.query(LARGE_OBJECTS)).containsExactly("70001FIRST", "70003third");
            assertThat(publications(scene)).containsExactly("everything");
            assertThat(scene.target.queryOne("SELECT n FROM app.names")).isEqualTo("22");
            assertThat(next(scene, Side.Target, "app.customer_id_seq")).isEqualTo(1101);
            assertThat(next(
                            scene,
                            Side.Target,
                            scene.target.queryOne("SELECT pg_get_serial_sequence('app.purchase', 'id')")))
                    .isEqualTo(41 + 10_000 + 10);
            assertThat(next(scene, Side.Target, "app.shared")).isEqualTo(-1007);
            assertThat(next(scene, Side.Target, "app.alone")).isEqualTo(1009);
            assertThat(next(scene, Side.Target, "app.unused")).isEqualTo(1);
            assertThat(next(scene, Side.Target, "app.turning")).isEqualTo(4201);
            assertThat(next(scene, Side.Target, "app.restarted")).isEqualTo(5000);
            assertThat(next(scene, Side.Target, "app.later")).isEqualTo(300);
            assertThatThrownBy(() -> next(scene, Side.Target, "app.full")).hasMessageContaining("maximum value");
            // the trigger fires for the application once, and not again for what comes back
            assertThat(firing(scene, Side.Target)).isEqualTo("A");
            assertThat(firing(scene, Side.Source)).isEqualTo("O");
            scene.target.execute("INSERT INTO app.customer (name) VALUES ('new')");
            assertThat(scene.target.queryOne("SELECT n FROM app.fired")).isEqualTo("23");
            awaitFired(scene);

            scene.target.execute(
                    "SELECT lo_put(70001, 1, 'irs'), lo_truncate(lo_open(70003, 131072), 2), lo_from_bytea(70004, 'made there')");
            scene.switchOver(2);
            var byHand = manual(scene.done(2, SwitchoverStep.ProcessDatabaseObjects)).stream()
                    .filter(item -> item.name().equals("Large objects"))
                    .findFirst()
                    .orElseThrow();
            scene.target.query(byHand.sql()).forEach(scene.source::execute);
            assertThat(scene.source.query(LARGE_OBJECTS)).containsExactly("70001FirsT", "70003th", "70004made there");
            assertThat(next(scene, Side.Source, "app.customer_id_seq")).isEqualTo(2103);
            assertThat(next(scene, Side.Source, "app.shared")).isEqualTo(-2008);
            assertThat(firing(scene, Side.Source)).isEqualTo("A");
            assertThat(firing(scene, Side.Target)).isEqualTo("O");
        }
    }

    private static List<String> publications(SwitchoverScene scene) {
        return scene.target.query("SELECT pubname FROM pg_publication WHERE puballtables");
    }

    private static void awaitFired(SwitchoverScene scene) {
        await().until(() -> scene.source.count("app.customer") == 23
                && scene.source.queryOne("SELECT n FROM app.fired").equals("23"));
    }

    private static long next(SwitchoverScene scene, Side side, String sequence) {
        return Long.parseLong(scene.side(side).queryOne("SELECT nextval('" + sequence + "')"));
    }

    private static String firing(SwitchoverScene scene, Side side) {
        return scene.side(side)
                .queryOne(
                        "SELECT tgenabled FROM pg_trigger WHERE tgname = 'always' AND tgrelid = 'app.customer'::regclass");
    }

    @Test
    void whatFailsIsListedAndKeepsNothingElseBack() {
        try (var scene = new SwitchoverScene(SCHEMA).migrate()) {
            scene.source.execute("INSERT INTO app.orders (customer) VALUES (1)");
            scene.target.execute(
                    "DROP SEQUENCE app.alone",
                    "ALTER TABLE app.one ADD CONSTRAINT broken FOREIGN KEY (id) REFERENCES app.customer NOT VALID",
                    "ALTER TABLE app.orders DROP CONSTRAINT orders_customer_fkey",
                    "ALTER TABLE app.orders ADD CONSTRAINT orders_customer_fkey FOREIGN KEY (customer)"
                            + " REFERENCES app.customer NOT VALID",
                    "INSERT INTO datamigration.schema_object (task_id, number, stage, kind, name, statement, error)"
                            + " VALUES ('" + scene.taskId
                            + "', 9999, 'outside', 'Aggregate', 'app.agg', 'CREATE AGGREGATE …', 'The target refused it.')");
            scene.done(1, SwitchoverStep.StartTargetStore);
            scene.done(1, SwitchoverStep.ConfirmStopTimestamp);
            scene.done(1, SwitchoverStep.StopForwardSync);
            var first = scene.done(1, SwitchoverStep.ProcessDatabaseObjects);
            assertThat(manual(first)).hasSize(3);
            assertThat(manual(first))
                    .extracting(SwitchoverItem::name)
                    .containsExactlyInAnyOrder(
                            "Sequence app.alone", "Foreign key broken on app.one", "Aggregate app.agg");
            assertThat(first.items().subList(0, 3)).isEqualTo(manual(first));
            assertThat(scene.target.query("SELECT conname FROM pg_constraint WHERE NOT convalidated"))
                    .containsExactly("broken");
            var set = scene.target.queryOne("SELECT last_value FROM app.orders_id_seq");
            assertThat(set).isEqualTo("10051");
            // again: nothing moves
            scene.done(1, SwitchoverStep.ProcessDatabaseObjects);
            assertThat(scene.target.queryOne("SELECT last_value FROM app.orders_id_seq"))
                    .isEqualTo(set);
        }
    }

    private static List<SwitchoverItem> manual(StepFindings found) {
        return found.items().stream()
                .filter(item -> item.status() == SwitchoverItemStatus.Manual)
                .toList();
    }
}
