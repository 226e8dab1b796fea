package dev.datamigration.database.postgres.compare.hash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.testing.PostgresServers;
import org.junit.jupiter.api.Test;

class RowDigestIT {
    @Test
    void serversOfOneByteOrderHashAlike() throws Exception {
        try (var source = PostgresServers.source().maintenance().connect();
                var target = PostgresServers.target().maintenance().connect()) {
            assertThat(HashFacts.read(source)).isEqualTo(HashFacts.read(target));
        }
    }

    @Test
    void withoutThemADigestIsCutIntoHalves() {
        var digest = RowDigest.of(new HashFacts("UTF8", 1), new HashFacts("UTF8", 2));
        var value = "'\\x" + "0123456789abcdef" + "fedcba9876543210" + "0".repeat(32) + "'";
        var server = PostgresServers.target().maintenance();
        assertThat(server.queryOne("SELECT " + digest.half(value, 0))).isEqualTo("" + 0x0123456789abcdefL);
        assertThat(server.queryOne("SELECT " + digest.half(value, 1))).isEqualTo("" + 0xfedcba9876543210L);
    }
}
