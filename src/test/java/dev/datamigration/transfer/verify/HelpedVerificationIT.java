package dev.datamigration.transfer.verify;

import static dev.datamigration.transfer.verify.VerifiedPair.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.status.TableResult;
import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.help.DirectHelperPool;
import dev.datamigration.transfer.help.ComparedRange;
import dev.datamigration.transfer.help.HelperUnavailableException;
import dev.datamigration.transfer.help.RangeToCompare;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A verification that several workers share finds what one finds alone. */
class HelpedVerificationIT {
    private static final int ROWS = 20_000;
    private VerifiedPair pair;

    @BeforeEach
    void tables() throws SQLException {
        pair = VerifiedPair.create(PostgresServers.source(), PostgresServers.target());
        pair.onBoth(
                "CREATE TABLE account (id bigint PRIMARY KEY, owner text)",
                "INSERT INTO account SELECT i, 'owner ' || i FROM generate_series(1, " + ROWS + ") i",
                "CREATE TABLE visit (at int, page text)",
                "INSERT INTO visit SELECT i, 'page ' || i % 10 FROM generate_series(1, 500) i",
                "CREATE TABLE nothing (id int PRIMARY KEY)");
    }

    @Test
    void helpersFindEveryDifference() {
        differ();
        Set<Integer> helped = ConcurrentHashMap.newKeySet();
        var helperPool = new DirectHelperPool() {
            @Override
            protected ComparedRange compare(int number, VerificationHelp help, RangeToCompare range) {
                helped.add(number);
                return super.compare(number, help, range);
            }
        };
        assertDifferences(helperPool, () -> helped.equals(Set.of(1, 2)));
    }

    @Test
    void whatAHelperDoesNotDoIsComparedHere() {
        differ();
        var helperPool = new DirectHelperPool() {
            @Override
            protected ComparedRange compare(int number, VerificationHelp help, RangeToCompare range) {
                super.compare(number, help, range);
                throw new HelperUnavailableException("its answer is lost");
            }
        };
        assertDifferences(helperPool, () -> helperPool.asked.get() > 0);
    }

    @Test
    void equalTablesAreFoundEqual() {
        var status = pair.compare(pair.run(settings(1), new DirectHelperPool()), null);
        assertThat(status.consistent()).isTrue();
        assertThat(status.consistentRows()).isEqualTo(ROWS + 500);
        assertThat(of(status, "nothing").result()).isEqualTo(TableResult.BothEmpty);
        assertThat(status.tablesCompared()).isEqualTo(3);
    }

    private void differ() {
        pair.target()
                .execute(
                        "DELETE FROM account WHERE id % 2000 = 0",
                        "UPDATE account SET owner = 'somebody else' WHERE id % 3000 = 1",
                        "INSERT INTO account VALUES (-5, 'nobody'), (999999, 'nobody')");
    }

    /** @param helped whether helpers came before everything was compared; if not, it is compared once more */
    private void assertDifferences(DirectHelperPool helperPool, BooleanSupplier helped) {
        var nonce = new AtomicLong();
        var status = await().pollDelay(Duration.ZERO)
                .until(
                        () -> pair.compare(pair.run(settings(nonce.incrementAndGet()), helperPool), null),
                        found -> helped.getAsBoolean());
        var account = of(status, "account");
        assertThat(account.result()).isEqualTo(TableResult.Inconsistent);
        assertThat(account.sourceOnly()).isEqualTo(10);
        assertThat(account.mismatched()).isEqualTo(7);
        assertThat(account.targetOnly()).isEqualTo(2);
        assertThat(account.consistent()).isEqualTo(ROWS - 17);
        assertThat(of(status, "visit").result()).isEqualTo(TableResult.Consistent);
        pair.correct();
        assertThat(pair.compare(settings(nonce.incrementAndGet()), null).consistent())
                .isTrue();
    }

    private static FullVerificationSettings settings(long runNonce) {
        return new FullVerificationSettings(false, 1, 200, 1_000, runNonce);
    }
}
