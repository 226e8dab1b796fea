package dev.datamigration.e2e.idle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.traffic.ApiTraffic;
import java.text.MessageFormat;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two operators with the chart's settings and five thousand tasks that have nothing to do: memory, requests to the API
 * server, and the time from the start of a process until every task was looked at. {@code -Didle.minutes} says how long.
 */
@Tag("long")
class IdleOperatorIT {
    private static final int TASKS = Integer.getInteger("idle.tasks", 5_000);
    private static final int MINUTES = Integer.getInteger("idle.minutes", 3);

    /** How often the chart has a replica asked whether it is ready. */
    private static final Duration PROBES = Duration.ofSeconds(10);

    private ApiServer server;
    private ChartContainer container;

    @BeforeEach
    void fleet() {
        server = ApiServer.startRealOrSkip();
        container = new ChartContainer(server.newNamespace("operators"));
        var begun = System.nanoTime();
        Fleet.create(server, TASKS);
        log("{0} tasks created in {1}", TASKS, Duration.ofNanos(System.nanoTime() - begun));
    }

    @AfterEach
    void end() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void fiveThousandTasksWithNothingToDo() {
        try (var first = Replica.start(server, container, "first")) {
            started("new tasks", first);
            assertThat(first.traffic().of("update migrationtasks/status"))
                    .as("one status each")
                    .isLessThanOrEqualTo(TASKS);
        }
        try (var second = Replica.start(server, container, "second")) {
            restarted("known tasks and a Lease that was given back", second);
            second.kill();
        }
        try (var leader = Replica.start(server, container, "leader")) {
            restarted("known tasks and a Lease that was left behind", leader);
            try (var standby = Replica.start(server, container, "standby")) {
                log("standby: ready after {0}", standby.ready());
                standby.settled();
                idle(leader, standby);
                takenOver(leader, standby);
            }
        }
    }

    private static void restarted(String what, Replica replica) {
        started(what, replica);
        assertThat(replica.traffic().of("update migrationtasks/status"))
                .as("a restart writes no status")
                .isZero();
    }

    private static void started(String what, Replica replica) {
        var ready = replica.ready();
        var first = replica.reconciled(1);
        var all = replica.reconciled(TASKS);
        replica.settled();
        log(
                "start with {0}: ready after {1}, first task looked at {2}, all {3}, processor {4}; {5}; {6}",
                what, ready, first, all, replica.processorTime(), replica.traffic(), replica.memory());
        assertThat(all).isLessThan(Duration.ofMinutes(5));
    }

    private void idle(Replica leader, Replica standby) {
        var leaderBefore = leader.traffic();
        var standbyBefore = standby.traffic();
        var leaderWork = leader.processorTime();
        var standbyWork = standby.processorTime();
        var over = System.nanoTime() + Duration.ofMinutes(MINUTES).toNanos();
        await().pollInterval(PROBES).atMost(Duration.ofMinutes(MINUTES + 1)).until(() -> {
            leader.probe();
            standby.probe();
            return System.nanoTime() > over;
        });
        var ofLeader = leader.traffic().since(leaderBefore);
        var ofStandby = standby.traffic().since(standbyBefore);
        log(
                "leader, {0} min idle: processor {1}; {2}",
                MINUTES, leader.processorTime().minus(leaderWork), ofLeader);
        log(
                "standby, {0} min idle: processor {1}; {2}",
                MINUTES, standby.processorTime().minus(standbyWork), ofStandby);
        check("leader", leader, ofLeader);
        check("standby", standby, ofStandby);
    }

    private void check(String role, Replica replica, ApiTraffic traffic) {
        var memory = replica.memory();
        log("{0}: {1}{2}", role, memory, replica.histogram());
        assertThat(traffic.total() / MINUTES).as(role + ": requests per minute").isLessThanOrEqualTo(70);
        assertThat(traffic.of("list ")).as("%s: lists in %s", role, traffic).isZero();
        assertThat(traffic.of("update migrationtasks") + traffic.of("patch migrationtasks"))
                .as("%s: writes of tasks in %s", role, traffic)
                .isZero();
        assertThat(memory.resident()).as(role + ": memory").isLessThan(270_000_000L + TASKS * 9_000L);
        assertThat(memory.heap()).as(role + ": heap").isLessThan(60_000_000L + TASKS * 24_000L);
    }

    private static void takenOver(Replica leader, Replica standby) {
        assertThat(leader.leads()).isTrue();
        assertThat(standby.leads()).isFalse();
        var before = standby.traffic();
        var killed = System.nanoTime();
        leader.kill();
        await("the standby leads").atMost(Duration.ofMinutes(1)).until(standby::leads);
        var leads = Duration.ofNanos(System.nanoTime() - killed);
        standby.reconciled(TASKS);
        log(
                "leader killed: another leads after {0}, has looked at all tasks after {1}; {2}",
                leads,
                Duration.ofNanos(System.nanoTime() - killed),
                standby.traffic().since(before));
    }

    private static void log(String text, Object... values) {
        System.out.println(MessageFormat.format(text, values));
    }
}
