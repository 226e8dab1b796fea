package dev.datamigration.transfer.switchover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.plan.Direction;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.transfer.verify.FullVerification;
import org.junit.jupiter.api.Test;

/** Tables that few people make are carried there and back as all others. */
class UnusualTablesIT {
    private static final String[] TABLES = {"nothing", "computed", "known_by_computed", "booked", "stay", "felt"};

    @Test
    void tablesWithoutColumnsComputedOnesTemporalKeysAndHashesOfEnums() {
        try (var scene = new SwitchoverScene(
                PostgresServers.shared(18).createDatabase("unusual"),
                PostgresServers.shared(18).createDatabase("unusual"),
                """
                CREATE EXTENSION btree_gist;
                CREATE TABLE nothing ();
                ALTER TABLE nothing REPLICA IDENTITY FULL;
                INSERT INTO nothing SELECT FROM generate_series(1, 3);
                CREATE TABLE computed (a int GENERATED ALWAYS AS (1) STORED, b text GENERATED ALWAYS AS ('x') STORED);
                ALTER TABLE computed REPLICA IDENTITY FULL;
                INSERT INTO computed SELECT FROM generate_series(1, 3);
                CREATE TABLE known_by_computed (a int NOT NULL, k int GENERATED ALWAYS AS (a * 2) STORED, b text,
                  PRIMARY KEY (a, k));
                ALTER TABLE known_by_computed REPLICA IDENTITY FULL;
                INSERT INTO known_by_computed (a, b) VALUES (1, 'one'), (2, 'two');
                CREATE TABLE booked (room int, during daterange, note text,
                  PRIMARY KEY (room, during WITHOUT OVERLAPS));
                INSERT INTO booked SELECT r, daterange('2026-01-01', '2026-02-01'), 'first of ' || r
                  FROM generate_series(1, 20) r;
                CREATE TABLE stay (room int NOT NULL, during daterange NOT NULL, guest text,
                  UNIQUE (room, during WITHOUT OVERLAPS),
                  FOREIGN KEY (room, PERIOD during) REFERENCES booked (room, PERIOD during));
                ALTER TABLE stay REPLICA IDENTITY USING INDEX stay_room_during_key;
                INSERT INTO stay VALUES (1, '[2026-01-03,2026-01-05)', 'anna');
                CREATE TYPE mood AS ENUM ('m0', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8', 'm9', 'm10', 'm11');
                CREATE TABLE felt (id int, m mood, note text, PRIMARY KEY (id, m)) PARTITION BY HASH (m);
                CREATE TABLE felt_0 PARTITION OF felt FOR VALUES WITH (MODULUS 3, REMAINDER 0);
                CREATE TABLE felt_1 PARTITION OF felt FOR VALUES WITH (MODULUS 3, REMAINDER 1);
                CREATE TABLE felt_2 PARTITION OF felt FOR VALUES WITH (MODULUS 3, REMAINDER 2);
                CREATE FUNCTION mark() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.note := NEW.note || $$!$$; RETURN NEW; END';
                CREATE TRIGGER mark BEFORE UPDATE ON felt_0 FOR EACH ROW EXECUTE FUNCTION mark();
                CREATE TRIGGER mark BEFORE UPDATE ON felt_1 FOR EACH ROW EXECUTE FUNCTION mark();
                CREATE TRIGGER mark BEFORE UPDATE ON felt_2 FOR EACH ROW EXECUTE FUNCTION mark();
                ALTER TABLE felt_0 ENABLE ALWAYS TRIGGER mark;
                ALTER TABLE felt_1 ENABLE ALWAYS TRIGGER mark;
                ALTER TABLE felt_2 ENABLE ALWAYS TRIGGER mark;
                INSERT INTO felt SELECT i, ('m' || i % 12)::mood, 'note ' || i FROM generate_series(1, 120) i;
                """)) {
            scene.verification = FullVerificationSettings.DEFAULT;
            scene.migrate();
            scene.source.execute(
                    """
                    INSERT INTO nothing SELECT FROM generate_series(1, 4);
                    DELETE FROM nothing WHERE ctid = '(0,1)';
                    INSERT INTO computed DEFAULT VALUES;
                    UPDATE computed SET a = DEFAULT;
                    DELETE FROM computed WHERE ctid = '(0,5)';
                    UPDATE known_by_computed SET a = 3, b = 'three' WHERE a = 2;
                    DELETE FROM known_by_computed WHERE a = 1;
                    UPDATE booked SET note = 'changed' WHERE room = 2;
                    UPDATE booked SET during = '[2026-01-01,2026-03-01)' WHERE room = 3;
                    INSERT INTO booked VALUES (1, '[2026-02-01,2026-03-01)', 'second');
                    DELETE FROM booked WHERE room = 4;
                    UPDATE stay SET guest = 'berta';
                    INSERT INTO stay VALUES (1, '[2026-01-25,2026-02-05)', 'carl');
                    UPDATE felt SET note = 'changed' WHERE id < 20;
                    UPDATE felt SET m = 'm1' WHERE id % 5 = 0;
                    DELETE FROM felt WHERE id % 7 = 0;
                    INSERT INTO felt VALUES (121, 'm2', 'new');
                    """,
                    // what one took the other gives up, in one transaction
                    """
                    BEGIN;
                    UPDATE booked SET during = '[2026-01-01,2026-01-10)' WHERE room = 5;
                    INSERT INTO booked VALUES (5, '[2026-01-10,2026-02-01)', 'rest');
                    COMMIT;
                    """);
            scene.assertSame(TABLES);
            var places = "SELECT tableoid::regclass || ' ' || f::text FROM felt f ORDER BY 1";
            assertThat(scene.target.query(places)).isNotEqualTo(scene.source.query(places));
            var sync = scene.flows.running(Direction.Forward);
            var found = new FullVerification(scene.run.directed(Direction.Forward), sync, status -> {}).compare();
            assertThat(found.consistent()).as("%s", found).isTrue();

            scene.switchOver(1);
            scene.target.execute("""
                    DELETE FROM nothing WHERE ctid = (SELECT min(ctid) FROM nothing);
                    INSERT INTO computed DEFAULT VALUES;
                    UPDATE known_by_computed SET b = 'back';
                    UPDATE booked SET note = 'back' WHERE room = 2;
                    DELETE FROM stay WHERE guest = 'carl';
                    UPDATE felt SET m = 'm3', note = 'back' WHERE id % 3 = 0;
                    UPDATE felt SET note = 'as well' WHERE id % 2 = 0;
                    """);
            scene.assertSame(TABLES);
        }
    }
}
