package dev.datamigration.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tables whose rows belong to other partitions on every server, because they are partitioned by the hash of an enum. */
public final class HashTrees {
    public static final String[] TABLES = {"by_mood", "by_range", "mixed", "keyless"};

    private static final int MOODS = 12;

    /**
     * The values are added before each other, so that their OIDs descend, while the target makes them in one statement: even
     * if both servers were at the same OID, no value but one could have the same on both.
     */
    public static final String[] SCHEMA = Stream.of(
                    Stream.of("CREATE TYPE mood AS ENUM ('m" + MOODS + "')"),
                    IntStream.range(1, MOODS)
                            .mapToObj(i -> "ALTER TYPE mood ADD VALUE 'm" + (MOODS - i) + "' BEFORE 'm"
                                    + (MOODS - i + 1) + "'"),
                    Stream.of(
                            "CREATE TABLE by_mood (id int, m mood, note text, PRIMARY KEY (id, m)) PARTITION BY HASH (m)"),
                    partitions("by_mood", "mood", 4),
                    Stream.of(
                            "CREATE TABLE by_range (id int, m mood, note text, PRIMARY KEY (id, m)) PARTITION BY RANGE (id)",
                            "CREATE TABLE range_1 PARTITION OF by_range FOR VALUES FROM (0) TO (1000) PARTITION BY HASH (m)",
                            "CREATE TABLE range_2 PARTITION OF by_range FOR VALUES FROM (1000) TO (2000)"),
                    partitions("range_1", "range_1", 3),
                    // one of the partitions has its columns in another order, and tells whole rows
                    Stream.of("""
                            CREATE TABLE mixed (id int, m mood, note text, PRIMARY KEY (m, id)) PARTITION BY HASH (m, id);
                            CREATE TABLE mixed_0 (gone int, note text, m mood NOT NULL, id int NOT NULL, PRIMARY KEY (m, id));
                            ALTER TABLE mixed_0 DROP COLUMN gone;
                            ALTER TABLE mixed_0 REPLICA IDENTITY FULL;
                            ALTER TABLE mixed ATTACH PARTITION mixed_0 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
                            CREATE TABLE mixed_1 PARTITION OF mixed FOR VALUES WITH (MODULUS 2, REMAINDER 1)
                              PARTITION BY RANGE (id);
                            CREATE TABLE mixed_1_low PARTITION OF mixed_1 FOR VALUES FROM (0) TO (50);
                            CREATE TABLE mixed_1_high PARTITION OF mixed_1 FOR VALUES FROM (50) TO (100000)
                            """),
                    Stream.of("CREATE TABLE keyless (m mood, note text) PARTITION BY HASH (m)"),
                    partitions("keyless", "keyless", 4),
                    IntStream.range(0, 4).mapToObj(i -> "ALTER TABLE keyless_" + i + " REPLICA IDENTITY FULL"))
            .flatMap(part -> part)
            .toArray(String[]::new);

    /** Of every table. */
    public static final String[] ROWS = {
        "INSERT INTO by_mood SELECT i, ('m' || i % 12 + 1)::mood, 'note ' || i FROM generate_series(1, 240) i",
        "INSERT INTO by_range SELECT i * 9, ('m' || i % 12 + 1)::mood, 'note ' || i FROM generate_series(1, 200) i",
        "INSERT INTO mixed SELECT i, ('m' || i % 12 + 1)::mood, 'note ' || i FROM generate_series(1, 240) i",
        "INSERT INTO keyless SELECT ('m' || i % 12 + 1)::mood, 'note ' || i / 2 FROM generate_series(1, 120) i"
    };

    private HashTrees() {}

    private static Stream<String> partitions(String table, String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "CREATE TABLE " + prefix + "_" + i + " PARTITION OF " + table
                        + " FOR VALUES WITH (MODULUS " + count + ", REMAINDER " + i + ")");
    }

    /**
     * Inserts, updates of columns and of the enum, which move rows, deletions, and a row that moves there and back in one
     * transaction; on whichever side.
     */
    public static String[] changes(String note) {
        return Stream.of("by_mood", "by_range", "mixed", "keyless")
                .flatMap(table -> {
                    var some = table.equals("keyless") ? "note LIKE 'note 1%'" : "id % 7 = 0";
                    var id = table.equals("keyless") ? "" : "id, ";
                    return Stream.of(
                            "UPDATE %s SET note = '%s ' || note WHERE %s".formatted(table, note, some),
                            "UPDATE %s SET m = CASE m WHEN 'm1' THEN 'm5' WHEN 'm5' THEN 'm9' ELSE 'm1' END::mood WHERE %s"
                                    .formatted(table, some.replace('7', '5')),
                            "DELETE FROM %s WHERE %s"
                                    .formatted(table, table.equals("keyless") ? "note = 'note 3'" : "id % 23 = 0"),
                            "INSERT INTO %s SELECT %s'm%s', '%s'"
                                            .formatted(table, id.isEmpty() ? "" : "max(id) + 1, ", 3, note)
                                    + (id.isEmpty() ? "" : " FROM " + table),
                            """
                            BEGIN;
                            UPDATE %1$s SET m = 'm11' WHERE m = 'm2' AND %2$s;
                            UPDATE %1$s SET m = 'm2', note = '%3$s twice' WHERE m = 'm11' AND %2$s;
                            COMMIT
                            """.formatted(table, some.replace('7', '2'), note));
                })
                .toArray(String[]::new);
    }

    /** Rows lie in other partitions on one side than on the other: else nothing is shown. */
    public static void assertElsewhere(TestDatabase source, TestDatabase target) {
        for (var table : TABLES) {
            var places = "SELECT tableoid::regclass || ' ' || t::text FROM " + table + " t ORDER BY 1";
            assertThat(target.query(places)).as(table).isNotEqualTo(source.query(places));
        }
    }
}
