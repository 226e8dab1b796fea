package dev.datamigration.transfer.verify;

import static dev.datamigration.transfer.verify.VerifiedPair.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.status.TableResult;
import dev.datamigration.api.status.VerificationStatus;
import dev.datamigration.api.task.FullVerificationSettings;
import dev.datamigration.database.postgres.connection.PostgresServer;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.help.DirectHelperPool;
import dev.datamigration.testing.help.HeldHelper;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A verification that several workers share finds what one finds alone. */
class HelpedVerificationIT {
    private static final int ROWS = 20_000;

    private final DirectHelperPool helperPool = new DirectHelperPool();
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
    void helpersFindEveryDifference() throws Exception {
        pair.target()
                .execute(
                        "CREATE TABLE compared AS SELECT current_setting('application_name') AS by WHERE false",
                        "CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN"
                                + " INSERT INTO public.compared VALUES (current_setting('application_name')); RETURN NEW; END$$",
                        "CREATE TRIGGER note AFTER UPDATE ON datamigration.shared_range FOR EACH ROW WHEN (NEW.done)"
                                + " EXECUTE FUNCTION note()",
                        "ALTER TABLE datamigration.shared_range ENABLE ALWAYS TRIGGER note");
        assertDifferences(() -> {}, () -> compared(1) > 0 && compared(2) > 0);
    }

    private long compared(int helper) {
        return pair.target().count("compared WHERE by LIKE '%:" + PostgresServer.ofHelper(helper) + "%'");
    }

    /** A range that a helper took and has not finished is compared by others. */
    @Test
    void whatAKilledHelperDoesNotDoIsComparedByOthers() throws Exception {
        try (var held = new HeldHelper(pair.target(), 1, "UPDATE ON datamigration.shared_range", "NEW.done")) {
            var killed = new AtomicBoolean();
            assertDifferences(
                    () -> {
                        if (held.isHeld() && killed.compareAndSet(false, true)) {
                            helperPool.helper(1).kill();
                            held.letGo();
                        }
                    },
                    killed::get);
        }
    }

    @Test
    void equalTablesAreFoundEqual() {
        var status = pair.compare(pair.run(settings(1), helperPool), null);
        assertThat(status.consistent()).isTrue();
        assertThat(status.consistentRows()).isEqualTo(ROWS + 500);
        assertThat(of(status, "nothing").result()).isEqualTo(TableResult.BothEmpty);
        assertThat(status.tablesCompared()).isEqualTo(3);
    }

    /**
     * @param meanwhile done again and again while it is compared
     * @param helped whether helpers came before everything was compared; if not, it is compared once more
     */
    private void assertDifferences(Runnable meanwhile, BooleanSupplier helped) {
        pair.target()
                .execute(
                        "DELETE FROM account WHERE id % 2000 = 0",
                        "UPDATE account SET owner = 'somebody else' WHERE id % 3000 = 1",
                        "INSERT INTO account VALUES (-5, 'nobody'), (999999, 'nobody')");
        var nonce = new AtomicLong();
        var status =
                await().pollDelay(Duration.ZERO).until(() -> compare(nonce, meanwhile), found -> helped.getAsBoolean());
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

    private VerificationStatus compare(AtomicLong nonce, Runnable meanwhile) {
        var run = pair.run(settings(nonce.incrementAndGet()), helperPool);
        var comparison = CompletableFuture.supplyAsync(() -> pair.compare(run, null));
        await().until(() -> {
            meanwhile.run();
            return comparison.isDone();
        });
        return comparison.join();
    }

    private static FullVerificationSettings settings(long runNonce) {
        return new FullVerificationSettings(false, 1, 20, 1_000, runNonce);
    }
}
