package dev.datamigration.transfer.switchover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.FullVerificationSettings;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.transfer.Direction;
import dev.datamigration.transfer.verify.FullVerification;
import org.junit.jupiter.api.Test;

/** Tables that few people make are carried there and back as all others. */
class UnusualTablesIT {
    private static final String[] TABLES = {"nothing", "computed", "known_by_computed", "booked", "stay"};

    @Test
    void tablesWithoutColumnsComputedOnesAndTemporalKeys() {
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
                    """,
                    // what one took the other gives up, in one transaction
                    """
                    BEGIN;
                    UPDATE booked SET during = '[2026-01-01,2026-01-10)' WHERE room = 5;
                    INSERT INTO booked VALUES (5, '[2026-01-10,2026-02-01)', 'rest');
                    COMMIT;
                    """);
            scene.assertSame(TABLES);
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
                    """);
            scene.assertSame(TABLES);
        }
    }
}
