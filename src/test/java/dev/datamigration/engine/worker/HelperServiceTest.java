package dev.datamigration.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.engine.worker.HelperService.Reception;
import dev.datamigration.plan.Direction;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.testing.Samples;
import dev.datamigration.transfer.help.Engagement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HelperServiceTest {
    private static final MigrationPlan PLAN = Samples.of(MigrationPlan.class);
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // the clock may run over
    private final HelperService desk = new HelperService("uid-1", nanos::get);

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void isThereForOneEngagementAtATime() {
        assertThat(desk.assistance("a")).isEmpty();
        assertThat(desk.engage(terms("a", 1, 1))).isEqualTo(Reception.Accepted);
        var first = desk.assistance("a").orElseThrow();
        assertThat(desk.engage(terms("a", 1, 1))).isEqualTo(Reception.Accepted);
        assertThat(desk.assistance("a")).containsSame(first);
        assertThat(desk.engage(terms("b", 1, 1))).isEqualTo(Reception.Accepted);
        assertThat(desk.assistance("a")).isEmpty();
        assertThat(desk.assistance("b")).isPresent();
    }

    @Test
    void whatIsOlderIsRefused() {
        desk.engage(terms("new", 2, 5));
        assertThat(desk.engage(terms("old", 1, 9))).isEqualTo(Reception.Refused);
        assertThat(desk.engage(terms("old", 2, 4))).isEqualTo(Reception.Refused);
        assertThat(desk.engage(terms("newer", 2, 6))).isEqualTo(Reception.Accepted);
    }

    @Test
    void whatWasEndedDoesNotBeginAgain() {
        desk.engage(terms("a", 1, 1));
        desk.dismiss("a");
        assertThat(desk.assistance("a")).isEmpty();
        assertThat(desk.engage(terms("a", 1, 1))).as("a beat that came late").isEqualTo(Reception.Refused);
        desk.engage(terms("b", 1, 1));
        desk.breakOff("b");
        assertThat(desk.assistance("b")).isEmpty();
        assertThat(desk.engage(terms("b", 1, 1))).isEqualTo(Reception.Accepted);
    }

    @Test
    void letsGoWhenItHearsNothingMore() {
        desk.engage(terms("a", 1, 1));
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(14));
        desk.expire();
        assertThat(desk.assistance("a")).isPresent();
        desk.engage(terms("a", 1, 1));
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(14));
        desk.expire();
        assertThat(desk.assistance("a")).isPresent();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
        desk.expire();
        assertThat(desk.assistance("a")).isEmpty();
    }

    @Test
    void helpsNoOtherTask() {
        var other = new Engagement("a", "uid-2", 1, 1, 1, Direction.Forward, null, null, null, PLAN);
        assertThat(desk.engage(other)).isEqualTo(Reception.Misdirected);
    }

    private static Engagement terms(String id, long epoch, long claim) {
        return new Engagement(id, "uid-1", epoch, claim, 1, Direction.Forward, null, null, null, PLAN);
    }
}
