package dev.datamigration.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.alert.dispatch.NotificationState;
import dev.datamigration.api.alert.AlertLevel;
import dev.datamigration.api.alert.AlertRecord;
import dev.datamigration.api.alert.AlertSending;
import dev.datamigration.api.alert.AlertsStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When what is told, decision by decision; the interval is 300 s. */
class AlertDecisionsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration INTERVAL = Duration.ofSeconds(300);

    private final DeskScene decisions = new DeskScene();

    private AlertRecord last() {
        return decisions.alerts().recent().get(0);
    }

    @Test
    void anExceptionIsRaisedByTheWriteThatShowsIt() {
        decisions.failed("SlotLost", "the slot is gone").decide();
        assertThat(last().sending()).isEqualTo(AlertSending.Pending);
        assertThat(last().level()).isEqualTo(AlertLevel.Critical);
        assertThat(last().text()).isEqualTo("the slot is gone");
        assertThat(last().remedy()).isEqualTo("do this");
        assertThat(last().number()).isEqualTo(1);
        assertThat(decisions.alerts().configured()).isEqualTo("DingTalk,Webhook");
    }

    @Test
    void aDifferenceIsToldWhileTheTaskRunsOn() {
        decisions.compared(true).decide();
        assertThat(decisions.alerts().recent()).isEmpty();
        decisions.compared(false).decide();
        assertThat(last().level()).isEqualTo(AlertLevel.Warning);
        assertThat(last().text()).contains("differ");
        assertThat(last().remedy()).contains("correction SQL").contains("runNonce");
    }

    @Test
    void decidingAgainChangesNothing() {
        decisions.failed("SlotLost", "gone").decide();
        var before = decisions.alerts();
        assertThat(decisions.decide().alerts()).isEqualTo(before);
    }

    @Test
    void itStaysPendingUntilWhatBecameOfItIsKnown() {
        decisions.failed("SlotLost", "gone").decide();
        decisions.notification(1, new NotificationState.Waiting()).decide();
        assertThat(last().sending()).isEqualTo(AlertSending.Pending);
        decisions.notification(1, new NotificationState.Underway()).decide();
        assertThat(last().sending()).isEqualTo(AlertSending.Pending);
        decisions
                .later(SECOND)
                .notification(1, new NotificationState.Sent(decisions.now()))
                .decide();
        assertThat(last().sending()).isEqualTo(AlertSending.Sent);
    }

    @Test
    void whatStandsIsToldAgainOnlyAfterItsInterval() {
        decisions.failed("SlotLost", "gone").decide();
        decisions.sent(1);
        assertThat(decisions.decide().lookAgain()).isEqualTo(decisions.now().plus(INTERVAL));
        decisions.later(INTERVAL.minusMillis(1)).decide();
        assertThat(decisions.alerts().recent()).hasSize(1);
        decisions.later(Duration.ofMillis(1)).decide();
        assertThat(decisions.alerts().recent()).hasSize(2);
        assertThat(last().sending()).isEqualTo(AlertSending.Pending);
    }

    @Test
    void theIntervalIsMeasuredFromTheSendingHoweverLongItWaited() {
        decisions.failed("SlotLost", "gone").decide();
        decisions.later(Duration.ofSeconds(200)).sent(1);
        decisions.later(Duration.ofSeconds(299)).decide();
        assertThat(decisions.alerts().recent()).hasSize(1);
    }

    @Test
    void itsEndIsToldOnceAndAtOnce() {
        decisions.failed("SlotLost", "gone").decide();
        decisions.sent(1);
        decisions.later(SECOND).running().decide();
        assertThat(last().level()).isEqualTo(AlertLevel.Recovered);
        assertThat(last().text()).isEqualTo("gone");
        decisions.sent(2);
        decisions.later(INTERVAL.multipliedBy(3)).decide();
        assertThat(decisions.alerts().recent()).hasSize(2);
    }

    @Test
    void nothingIsToldToBeOverThatWasNotTold() {
        decisions.failed("SlotLost", "gone").decide();
        decisions
                .notification(1, new NotificationState.Failed(decisions.now(), "refused"))
                .decide();
        decisions.later(SECOND).running().decide();
        assertThat(decisions.alerts().recent()).hasSize(1);
        assertThat(last().sending()).isEqualTo(AlertSending.Failed);
    }

    @Test
    void whatWavesIsToldOnceInItsIntervalAndCounted() {
        decisions.failed("SlotLost", "gone").decide();
        decisions.sent(1);
        for (var i = 0; i < 5; i++) {
            decisions.later(SECOND).running().decide();
            decisions.sentAll();
            decisions.later(SECOND).failed("SlotLost", "gone").decide();
        }
        assertThat(decisions.alerts().recent())
                .extracting(AlertRecord::level)
                .containsExactly(AlertLevel.Recovered, AlertLevel.Critical);
        assertThat(decisions.alerts().rules().get(0).suppressed()).isEqualTo(5);
        decisions.later(INTERVAL).decide();
        assertThat(last().level()).isEqualTo(AlertLevel.Critical);
        assertThat(last().sending()).isEqualTo(AlertSending.Pending);
    }

    @Test
    void aNoticeThatAllIsWellDoesNotLeaveOnceItIsNot() {
        decisions.failed("SlotLost", "gone").decide();
        decisions.sent(1);
        decisions.later(SECOND).running().decide();
        decisions
                .notification(2, new NotificationState.Waiting())
                .later(SECOND)
                .failed("SlotLost", "gone again")
                .decide();
        assertThat(last().sending()).isEqualTo(AlertSending.Dropped);
    }

    @Test
    void aNoticeThatLeftWhileItWasDroppedIsRecordedAsSent() {
        decisions.failed("SlotLost", "gone").decide();
        decisions.sent(1);
        decisions.later(SECOND).running().decide();
        decisions
                .notification(2, new NotificationState.Waiting())
                .later(SECOND)
                .failed("SlotLost", "gone again")
                .decide();
        decisions.sent(2);
        assertThat(last().sending()).isEqualTo(AlertSending.Sent);
    }

    @Test
    void aNoticeThatIsLeavingIsNotCalledDropped() {
        decisions.failed("SlotLost", "gone").decide();
        decisions.sent(1);
        decisions.later(SECOND).running().decide();
        decisions
                .notification(2, new NotificationState.Underway())
                .later(SECOND)
                .failed("SlotLost", "gone again")
                .decide();
        assertThat(last().sending()).isEqualTo(AlertSending.Pending);
        decisions.alerts("{}").decide();
        assertThat(last().sending()).isEqualTo(AlertSending.Pending);
    }

    @Test
    void afterARestartWhatWasPendingStaysSoUnderItsNumber() {
        decisions.failed("SlotLost", "gone").decide();
        decisions.notification(1, new NotificationState.Underway()).decide();
        decisions.restarted().later(SECOND).decide();
        assertThat(decisions.alerts().recent()).hasSize(1);
        assertThat(last().sending()).isEqualTo(AlertSending.Pending);
        assertThat(last().number()).isEqualTo(1);
    }

    @Test
    void whatNobodyAnsweredCountsAsSentUntilItsIntervalIsOver() {
        decisions.failed("SlotLost", "gone").decide();
        decisions
                .notification(1, new NotificationState.Unclear(decisions.now(), "no answer"))
                .decide();
        assertThat(last().sending()).isEqualTo(AlertSending.Unknown);
        decisions.later(INTERVAL.minusMillis(1)).decide();
        assertThat(decisions.alerts().recent()).hasSize(1);
        decisions.later(Duration.ofMillis(1)).decide();
        assertThat(last().sending()).isEqualTo(AlertSending.Pending);
    }

    @Test
    void aRecoveryThatMayBeLostIsToldAgain() {
        decisions.failed("SlotLost", "gone").decide();
        decisions.sent(1);
        decisions.running().decide();
        decisions
                .notification(2, new NotificationState.Unclear(decisions.now(), "no answer"))
                .decide();
        assertThat(last().sending()).isEqualTo(AlertSending.Unknown);
        decisions.later(INTERVAL).decide();
        assertThat(last().level()).isEqualTo(AlertLevel.Recovered);
        assertThat(last().number()).isEqualTo(3);
    }

    @Test
    void whatEarlierBuildsWereSendingIsSentAgain() {
        var record = Serialization.unmarshal("number: 1\nsending: Sending", AlertRecord.class);
        assertThat(record.sending()).isEqualTo(AlertSending.Pending);
    }

    @Test
    void aFailedSendingIsTriedAgainSoonerThanALongInterval() {
        decisions.interval(86_400).failed("SlotLost", "gone").decide();
        decisions
                .notification(1, new NotificationState.Failed(decisions.now(), "errcode 310000"))
                .decide();
        assertThat(decisions.later(Duration.ofSeconds(299)).decide().alerts().recent())
                .hasSize(1);
        assertThat(decisions.later(SECOND).decide().alerts().recent()).hasSize(2);
    }

    @Test
    void anErrorThatPassesByItselfIsToldOnceItHasStoodAWhile() {
        decisions.retrying("Unreachable", "no answer").decide();
        assertThat(decisions.alerts().recent()).isEmpty();
        assertThat(decisions.decide().lookAgain()).isEqualTo(decisions.now().plusSeconds(30));
        decisions.later(Duration.ofSeconds(30)).decide();
        assertThat(last().level()).isEqualTo(AlertLevel.Warning);
        assertThat(last().since()).isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void anErrorThatPassedInTimeIsNotTold() {
        decisions.retrying("Unreachable", "no answer").decide();
        decisions.later(Duration.ofSeconds(29)).running().decide();
        decisions
                .later(Duration.ofSeconds(29))
                .retrying("Unreachable", "no answer")
                .decide();
        assertThat(decisions.alerts().recent()).isEmpty();
    }

    @Test
    void whatTheTaskWaitsForIsToldOnceItHasWaitedAWhile() {
        decisions.waiting("process 7 of ann").decide();
        decisions.later(Duration.ofSeconds(29)).decide();
        assertThat(decisions.alerts().recent()).isEmpty();
        decisions.later(Duration.ofSeconds(1)).decide();
        assertThat(last().level()).isEqualTo(AlertLevel.Warning);
        assertThat(last().text()).isEqualTo("the task waits on the target for process 7 of ann");
        assertThat(last().since()).isEqualTo("2026-01-01T00:00:00Z");
        decisions.sent(1);
        decisions.later(SECOND).running().decide();
        assertThat(last().level()).isEqualTo(AlertLevel.Recovered);
    }

    @Test
    void aChangeOfTheSourcesSchemaIsToldUntilTheTargetHasIt() {
        decisions.schemaChanges(2).decide();
        assertThat(last().level()).isEqualTo(AlertLevel.Warning);
        assertThat(last().text())
                .isEqualTo("the source's schema was changed while the task runs, and the target's was not");
        decisions.sent(1);
        decisions.later(SECOND).schemaChanges(0).decide();
        assertThat(last().level()).isEqualTo(AlertLevel.Recovered);
    }

    @Test
    void aFailedSwitchoverStepIsAnException() {
        decisions
                .step("ConfirmStopTimestamp", "Failed", "not in step after 60 s")
                .decide();
        assertThat(last().text()).isEqualTo("switchover step ConfirmStopTimestamp failed: not in step after 60 s");
        assertThat(last().level()).isEqualTo(AlertLevel.Critical);
    }

    @Test
    void everyPhaseTellsItsExceptions() {
        for (var phase : dev.datamigration.api.Phase.values()) {
            var scene = new DeskScene().in(phase).failed("Unexpected", "broken");
            scene.decide();
            assertThat(scene.alerts().recent().get(0).phase()).isEqualTo(phase);
        }
    }

    @Test
    void latencyAboveTheThresholdIsToldAndItsEndToo() {
        decisions.latency(60_000L).decide();
        assertThat(decisions.alerts().recent()).isEmpty();
        decisions.latency(60_001L).decide();
        assertThat(last().text()).contains("60 s");
        decisions.sent(1);
        decisions.latency(10L).decide();
        assertThat(last().level()).isEqualTo(AlertLevel.Recovered);
    }

    @Test
    void latencyOfTheReverseIncrementCountsToo() {
        decisions
                .in(dev.datamigration.api.Phase.ReverseIncrement)
                .latency(70_000L)
                .decide();
        assertThat(last().value()).isEqualTo("70");
    }

    @Test
    void latencyThatCannotBeMeasuredIsToldOnceItMayBeAboveTheThreshold() {
        decisions.latency(null).decide();
        decisions.later(Duration.ofSeconds(59)).decide();
        assertThat(decisions.alerts().recent()).isEmpty();
        decisions.later(SECOND).decide();
        assertThat(last().text()).contains("cannot be measured");
    }

    @Test
    void latencyOfAFailedTaskIsNotMeasuredWhateverTheLastFigureSays() {
        decisions.latency(5L).failed("SlotLost", "gone").decide();
        decisions.later(Duration.ofSeconds(60)).decide();
        assertThat(decisions.alerts().recent())
                .anySatisfy(alert -> assertThat(alert.text()).contains("cannot be measured"));
    }

    @Test
    void aStoppedTaskHasNoLatencyToTell() {
        decisions.latency(null).stopped().decide();
        decisions.later(Duration.ofDays(1)).decide();
        assertThat(decisions.alerts().recent()).isEmpty();
    }

    @Test
    void aRuleThatIsRemovedDropsWhatWaits() {
        decisions.failed("SlotLost", "gone").decide();
        decisions.alerts("{}").decide();
        assertThat(last().sending()).isEqualTo(AlertSending.Dropped);
        assertThat(decisions.alerts().configured()).isEqualTo("no");
        assertThat(decisions.later(Duration.ofDays(1)).decide().alerts().recent())
                .hasSize(1);
    }

    @Test
    void aTestGoesToEveryChannelOnceForEachNonce() {
        decisions.test("a").decide();
        assertThat(decisions.alerts().recent())
                .extracting(AlertRecord::level)
                .containsOnly(AlertLevel.Test)
                .hasSize(2);
        assertThat(decisions.alerts().test().state()).isEqualTo(AlertSending.Pending);
        decisions.notification(1, new NotificationState.Sent(decisions.now()));
        decisions
                .notification(2, new NotificationState.Failed(decisions.now(), "HTTP 404"))
                .decide();
        assertThat(decisions.alerts().test().state()).isEqualTo(AlertSending.Failed);
        assertThat(decisions.alerts().test().message()).isEqualTo("DingTalk sent; Webhook failed: HTTP 404");
        decisions.decide();
        assertThat(decisions.alerts().recent()).hasSize(2);
        decisions.test("b").decide();
        assertThat(decisions.alerts().recent()).hasSize(4);
    }

    @Test
    void aTestWithoutARuleSaysSo() {
        decisions.alerts("{testNonce: a}").decide();
        assertThat(decisions.alerts().test().state()).isEqualTo(AlertSending.Failed);
        assertThat(decisions.alerts().test().message()).contains("no alert rule is configured");
    }

    @Test
    void theListIsBoundedAndNeverDropsWhatIsOpen() {
        decisions.failed("SlotLost", "gone");
        for (var i = 0; i < 100; i++) {
            decisions.later(INTERVAL).decide();
            decisions.sentAll();
        }
        assertThat(decisions.alerts().recent()).hasSize(AlertDecisions.KEPT);
        assertThat(decisions.alerts().count()).isGreaterThan(90);
        assertThat(last().number()).isEqualTo(decisions.alerts().count());
    }

    @Test
    void withoutARuleNothingIsRaised() {
        decisions.alerts("null").failed("SlotLost", "gone").decide();
        assertThat(decisions.alerts()).isEqualTo(new AlertsStatus("no", 0L, List.of(), List.of(), null));
    }
}
