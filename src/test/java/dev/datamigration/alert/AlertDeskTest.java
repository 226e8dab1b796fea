package dev.datamigration.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.AlertLevel;
import dev.datamigration.api.AlertRecord;
import dev.datamigration.api.AlertSending;
import dev.datamigration.api.AlertsStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When what is told, decision by decision; the interval is 300 s. */
class AlertDeskTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration INTERVAL = Duration.ofSeconds(300);

    private final DeskScene desk = new DeskScene();

    private AlertRecord last() {
        return desk.alerts().recent().get(0);
    }

    @Test
    void anExceptionIsRaisedByTheWriteThatShowsIt() {
        desk.failed("SlotLost", "the slot is gone").decide();
        assertThat(last().sending()).isEqualTo(AlertSending.Pending);
        assertThat(last().level()).isEqualTo(AlertLevel.Critical);
        assertThat(last().text()).isEqualTo("the slot is gone");
        assertThat(last().remedy()).isEqualTo("do this");
        assertThat(last().number()).isEqualTo(1);
        assertThat(desk.alerts().configured()).isEqualTo("DingTalk,Webhook");
    }

    @Test
    void aDifferenceIsToldWhileTheTaskRunsOn() {
        desk.compared(true).decide();
        assertThat(desk.alerts().recent()).isEmpty();
        desk.compared(false).decide();
        assertThat(last().level()).isEqualTo(AlertLevel.Warning);
        assertThat(last().text()).contains("differ");
        assertThat(last().remedy()).contains("correction SQL").contains("runNonce");
    }

    @Test
    void decidingAgainChangesNothing() {
        desk.failed("SlotLost", "gone").decide();
        var before = desk.alerts();
        assertThat(desk.decide().alerts()).isEqualTo(before);
    }

    @Test
    void itIsMarkedBeforeItLeavesAndRecordedOnceItHas() {
        desk.failed("SlotLost", "gone").decide();
        desk.letter(1, new LetterState.Waiting()).decide();
        assertThat(last().sending()).isEqualTo(AlertSending.Pending);
        desk.letter(1, new LetterState.Claimed()).decide();
        assertThat(last().sending()).isEqualTo(AlertSending.Sending);
        desk.letter(1, new LetterState.Underway()).decide();
        assertThat(last().sending()).isEqualTo(AlertSending.Sending);
        desk.later(SECOND).letter(1, new LetterState.Sent(desk.now())).decide();
        assertThat(last().sending()).isEqualTo(AlertSending.Sent);
    }

    @Test
    void whatStandsIsToldAgainOnlyAfterItsInterval() {
        desk.failed("SlotLost", "gone").decide();
        desk.sent(1);
        assertThat(desk.decide().lookAgain()).isEqualTo(desk.now().plus(INTERVAL));
        desk.later(INTERVAL.minusMillis(1)).decide();
        assertThat(desk.alerts().recent()).hasSize(1);
        desk.later(Duration.ofMillis(1)).decide();
        assertThat(desk.alerts().recent()).hasSize(2);
        assertThat(last().sending()).isEqualTo(AlertSending.Pending);
    }

    @Test
    void theIntervalIsMeasuredFromTheSendingHoweverLongItWaited() {
        desk.failed("SlotLost", "gone").decide();
        desk.later(Duration.ofSeconds(200)).sent(1);
        desk.later(Duration.ofSeconds(299)).decide();
        assertThat(desk.alerts().recent()).hasSize(1);
    }

    @Test
    void itsEndIsToldOnceAndAtOnce() {
        desk.failed("SlotLost", "gone").decide();
        desk.sent(1);
        desk.later(SECOND).running().decide();
        assertThat(last().level()).isEqualTo(AlertLevel.Recovered);
        assertThat(last().text()).isEqualTo("gone");
        desk.sent(2);
        desk.later(INTERVAL.multipliedBy(3)).decide();
        assertThat(desk.alerts().recent()).hasSize(2);
    }

    @Test
    void nothingIsToldToBeOverThatWasNotTold() {
        desk.failed("SlotLost", "gone").decide();
        desk.letter(1, new LetterState.Failed(desk.now(), "refused")).decide();
        desk.later(SECOND).running().decide();
        assertThat(desk.alerts().recent()).hasSize(1);
        assertThat(last().sending()).isEqualTo(AlertSending.Failed);
    }

    @Test
    void whatWavesIsToldOnceInItsIntervalAndCounted() {
        desk.failed("SlotLost", "gone").decide();
        desk.sent(1);
        for (var i = 0; i < 5; i++) {
            desk.later(SECOND).running().decide();
            desk.sentAll();
            desk.later(SECOND).failed("SlotLost", "gone").decide();
        }
        assertThat(desk.alerts().recent())
                .extracting(AlertRecord::level)
                .containsExactly(AlertLevel.Recovered, AlertLevel.Critical);
        assertThat(desk.alerts().rules().get(0).suppressed()).isEqualTo(5);
        desk.later(INTERVAL).decide();
        assertThat(last().level()).isEqualTo(AlertLevel.Critical);
        assertThat(last().sending()).isEqualTo(AlertSending.Pending);
    }

    @Test
    void aNoticeThatAllIsWellDoesNotLeaveOnceItIsNot() {
        desk.failed("SlotLost", "gone").decide();
        desk.sent(1);
        desk.later(SECOND).running().decide();
        desk.letter(2, new LetterState.Waiting())
                .later(SECOND)
                .failed("SlotLost", "gone again")
                .decide();
        assertThat(last().sending()).isEqualTo(AlertSending.Dropped);
    }

    @Test
    void afterARestartWhatWaitedStillWaits() {
        desk.failed("SlotLost", "gone").decide();
        desk.restarted().decide();
        assertThat(desk.alerts().recent()).hasSize(1);
        assertThat(last().sending()).isEqualTo(AlertSending.Pending);
    }

    @Test
    void afterARestartWhatWasBeingSentIsSentAgainOnceItsIntervalIsOver() {
        desk.failed("SlotLost", "gone").decide();
        desk.letter(1, new LetterState.Claimed()).decide();
        desk.restarted().later(SECOND).decide();
        assertThat(last().sending()).isEqualTo(AlertSending.Unknown);
        assertThat(desk.alerts().recent()).hasSize(1);
        desk.later(INTERVAL.minusMillis(1)).decide();
        assertThat(desk.alerts().recent()).hasSize(1);
        desk.later(Duration.ofMillis(1)).decide();
        assertThat(last().sending()).isEqualTo(AlertSending.Pending);
    }

    @Test
    void aRecoveryThatMayBeLostIsToldAgain() {
        desk.failed("SlotLost", "gone").decide();
        desk.sent(1);
        desk.running().decide();
        desk.letter(2, new LetterState.Claimed()).decide();
        desk.restarted().decide();
        assertThat(last().sending()).isEqualTo(AlertSending.Unknown);
        desk.later(INTERVAL).decide();
        assertThat(last().level()).isEqualTo(AlertLevel.Recovered);
        assertThat(last().number()).isEqualTo(3);
    }

    @Test
    void aFailedSendingIsTriedAgainSoonerThanALongInterval() {
        desk.interval(86_400).failed("SlotLost", "gone").decide();
        desk.letter(1, new LetterState.Failed(desk.now(), "errcode 310000")).decide();
        assertThat(desk.later(Duration.ofSeconds(299)).decide().alerts().recent())
                .hasSize(1);
        assertThat(desk.later(SECOND).decide().alerts().recent()).hasSize(2);
    }

    @Test
    void anErrorThatPassesByItselfIsToldOnceItHasStoodAWhile() {
        desk.retrying("Unreachable", "no answer").decide();
        assertThat(desk.alerts().recent()).isEmpty();
        assertThat(desk.decide().lookAgain()).isEqualTo(desk.now().plusSeconds(30));
        desk.later(Duration.ofSeconds(30)).decide();
        assertThat(last().level()).isEqualTo(AlertLevel.Warning);
        assertThat(last().since()).isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void anErrorThatPassedInTimeIsNotTold() {
        desk.retrying("Unreachable", "no answer").decide();
        desk.later(Duration.ofSeconds(29)).running().decide();
        desk.later(Duration.ofSeconds(29)).retrying("Unreachable", "no answer").decide();
        assertThat(desk.alerts().recent()).isEmpty();
    }

    @Test
    void whatTheTaskWaitsForIsToldOnceItHasWaitedAWhile() {
        desk.waiting("process 7 of ann").decide();
        desk.later(Duration.ofSeconds(29)).decide();
        assertThat(desk.alerts().recent()).isEmpty();
        desk.later(Duration.ofSeconds(1)).decide();
        assertThat(last().level()).isEqualTo(AlertLevel.Warning);
        assertThat(last().text()).isEqualTo("the task waits on the target for process 7 of ann");
        assertThat(last().since()).isEqualTo("2026-01-01T00:00:00Z");
        desk.sent(1);
        desk.later(SECOND).running().decide();
        assertThat(last().level()).isEqualTo(AlertLevel.Recovered);
    }

    @Test
    void aChangeOfTheSourcesSchemaIsToldUntilTheTargetHasIt() {
        desk.schemaChanges(2).decide();
        assertThat(last().level()).isEqualTo(AlertLevel.Warning);
        assertThat(last().text())
                .isEqualTo("the source's schema was changed while the task runs, and the target's was not");
        desk.sent(1);
        desk.later(SECOND).schemaChanges(0).decide();
        assertThat(last().level()).isEqualTo(AlertLevel.Recovered);
    }

    @Test
    void aFailedSwitchoverStepIsAnException() {
        desk.step("ConfirmStopTimestamp", "Failed", "not in step after 60 s").decide();
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
        desk.latency(60_000L).decide();
        assertThat(desk.alerts().recent()).isEmpty();
        desk.latency(60_001L).decide();
        assertThat(last().text()).contains("60 s");
        desk.sent(1);
        desk.latency(10L).decide();
        assertThat(last().level()).isEqualTo(AlertLevel.Recovered);
    }

    @Test
    void latencyOfTheReverseIncrementCountsToo() {
        desk.in(dev.datamigration.api.Phase.ReverseIncrement).latency(70_000L).decide();
        assertThat(last().value()).isEqualTo("70");
    }

    @Test
    void latencyThatCannotBeMeasuredIsToldOnceItMayBeAboveTheThreshold() {
        desk.latency(null).decide();
        desk.later(Duration.ofSeconds(59)).decide();
        assertThat(desk.alerts().recent()).isEmpty();
        desk.later(SECOND).decide();
        assertThat(last().text()).contains("cannot be measured");
    }

    @Test
    void latencyOfAFailedTaskIsNotMeasuredWhateverTheLastFigureSays() {
        desk.latency(5L).failed("SlotLost", "gone").decide();
        desk.later(Duration.ofSeconds(60)).decide();
        assertThat(desk.alerts().recent())
                .anySatisfy(alert -> assertThat(alert.text()).contains("cannot be measured"));
    }

    @Test
    void aStoppedTaskHasNoLatencyToTell() {
        desk.latency(null).stopped().decide();
        desk.later(Duration.ofDays(1)).decide();
        assertThat(desk.alerts().recent()).isEmpty();
    }

    @Test
    void retainedLogIsToldAtItsBoundAndOverWellBelowIt() {
        desk.retained(10_737_418_239L).decide();
        assertThat(desk.alerts().recent()).isEmpty();
        desk.retained(10_737_418_240L).decide();
        assertThat(last().text()).contains("10240 MB");
        desk.sent(1);
        desk.retained(10_000_000_000L).decide();
        assertThat(desk.alerts().recent()).hasSize(1);
        desk.retained(9_000_000_000L).decide();
        assertThat(last().level()).isEqualTo(AlertLevel.Recovered);
    }

    @Test
    void aRuleThatIsRemovedDropsWhatWaits() {
        desk.failed("SlotLost", "gone").decide();
        desk.alerts("{}").decide();
        assertThat(last().sending()).isEqualTo(AlertSending.Dropped);
        assertThat(desk.alerts().configured()).isEqualTo("no");
        assertThat(desk.later(Duration.ofDays(1)).decide().alerts().recent()).hasSize(1);
    }

    @Test
    void aTestGoesToEveryChannelOnceForEachNonce() {
        desk.test("a").decide();
        assertThat(desk.alerts().recent())
                .extracting(AlertRecord::level)
                .containsOnly(AlertLevel.Test)
                .hasSize(2);
        assertThat(desk.alerts().test().state()).isEqualTo(AlertSending.Pending);
        desk.letter(1, new LetterState.Sent(desk.now()));
        desk.letter(2, new LetterState.Failed(desk.now(), "HTTP 404")).decide();
        assertThat(desk.alerts().test().state()).isEqualTo(AlertSending.Failed);
        assertThat(desk.alerts().test().message()).isEqualTo("DingTalk sent; Webhook failed: HTTP 404");
        desk.decide();
        assertThat(desk.alerts().recent()).hasSize(2);
        desk.test("b").decide();
        assertThat(desk.alerts().recent()).hasSize(4);
    }

    @Test
    void aTestWithoutARuleSaysSo() {
        desk.alerts("{testNonce: a}").decide();
        assertThat(desk.alerts().test().state()).isEqualTo(AlertSending.Failed);
        assertThat(desk.alerts().test().message()).contains("no alert rule is configured");
    }

    @Test
    void theListIsBoundedAndNeverDropsWhatIsOpen() {
        desk.failed("SlotLost", "gone");
        for (var i = 0; i < 100; i++) {
            desk.later(INTERVAL).decide();
            desk.sentAll();
        }
        assertThat(desk.alerts().recent()).hasSize(AlertDesk.KEPT);
        assertThat(desk.alerts().count()).isGreaterThan(90);
        assertThat(last().number()).isEqualTo(desk.alerts().count());
    }

    @Test
    void withoutARuleNothingIsRaised() {
        desk.alerts("null").failed("SlotLost", "gone").decide();
        assertThat(desk.alerts()).isEqualTo(new AlertsStatus("no", 0L, List.of(), List.of(), null));
    }
}
