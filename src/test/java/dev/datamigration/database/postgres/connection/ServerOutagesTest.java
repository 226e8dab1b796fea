package dev.datamigration.database.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.DatabaseType;
import dev.datamigration.api.Side;
import dev.datamigration.api.endpoint.TlsMode;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.Password;
import dev.datamigration.database.TlsMaterial;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ServerOutagesTest {
    private static final SQLException SILENCE = new SQLException("silence");

    private long now = Long.MAX_VALUE - 5; // clocks of this kind overflow
    private final ServerOutages outages = new ServerOutages(() -> now);

    private static DatabaseAccess at(String host, Side side, String database) {
        return new DatabaseAccess(
                side,
                DatabaseType.PostgreSQL,
                host,
                5432,
                database,
                "mover",
                new Password("secret"),
                new TlsMaterial(TlsMode.Disable, null, null, null),
                null,
                null);
    }

    @Test
    void savesTheOthersTheWaitWhateverTheirDatabaseAndSide() {
        outages.found(at("gone", Side.Source, "shop"), "one", SILENCE);
        assertThat(outages.foundByOthers(at("gone", Side.Target, "crm"), "two")).contains(SILENCE);
        assertThat(outages.foundByOthers(at("there", Side.Target, "crm"), "two"))
                .isEmpty();
    }

    @Test
    void isNotHeldAgainstTheTaskThatAsksOn() {
        outages.found(at("gone", Side.Source, "shop"), "one", SILENCE);
        assertThat(outages.foundByOthers(at("gone", Side.Source, "shop"), "one"))
                .isEmpty();
    }

    @Test
    void endsWithTheFirstAnswerOfAnyTask() {
        outages.found(at("gone", Side.Source, "shop"), "one", SILENCE);
        outages.over(at("gone", Side.Target, "crm"));
        assertThat(outages.foundByOthers(at("gone", Side.Source, "shop"), "two"))
                .isEmpty();
    }

    @Test
    void isForgottenAfterSomeSeconds() {
        outages.found(at("gone", Side.Source, "shop"), "one", SILENCE);
        now += ServerOutages.HOLDS.minus(Duration.ofNanos(1)).toNanos();
        assertThat(outages.foundByOthers(at("gone", Side.Source, "shop"), "two"))
                .isPresent();
        now++;
        assertThat(outages.foundByOthers(at("gone", Side.Source, "shop"), "two"))
                .isEmpty();
    }

    @Test
    void keepsNoMoreThanIsOfUse() {
        for (var i = 0; i < 2_000; i++) {
            outages.found(at("gone-" + i, Side.Source, "shop"), "one", SILENCE);
        }
        assertThat(outages.foundByOthers(at("gone-0", Side.Source, "shop"), "two"))
                .isEmpty();
        assertThat(outages.foundByOthers(at("gone-1999", Side.Source, "shop"), "two"))
                .isPresent();
    }
}
