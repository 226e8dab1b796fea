package dev.datamigration.transfer.full;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.task.FullMigrationSettings;
import dev.datamigration.api.task.Limits;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rows of 200 MB in a JVM of 1 GB; run alone, with {@code -Dit.test=VeryWideRowsIT -Dexcluded.tests=none}. */
@Tag("long")
class VeryWideRowsIT {
    private static final String DIGESTS = "SELECT id || ' ' || length(v) || ' ' || md5(v) FROM t ORDER BY id";

    @Test
    void passWhole() {
        try (var fixture = LoadFixture.once().schema("CREATE TABLE t (id int PRIMARY KEY, v bytea)")) {
            fixture.source.execute(
                    "ALTER TABLE t ALTER v SET STORAGE EXTERNAL",
                    "INSERT INTO t SELECT i, decode(repeat(md5(i::text), 12500000), 'hex') FROM generate_series(1, 3) i");
            fixture.settings = new FullMigrationSettings(2, null, null, null);
            fixture.limits = new Limits(null, null, 268_435_456L);
            fixture.load();

            assertThat(fixture.target.query(DIGESTS))
                    .hasSize(3)
                    .isEqualTo(fixture.source.query(DIGESTS))
                    .first()
                    .asString()
                    .startsWith("1 200000000 ");
        }
    }
}
