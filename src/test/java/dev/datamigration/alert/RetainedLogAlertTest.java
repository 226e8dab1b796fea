package dev.datamigration.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.alert.AlertLevel;
import dev.datamigration.api.alert.AlertRecord;
import org.junit.jupiter.api.Test;

/** When the log that the source keeps is told. */
class RetainedLogAlertTest {
    private final DeskScene decisions = new DeskScene();

    private AlertRecord last() {
        return decisions.alerts().recent().get(0);
    }

    @Test
    void retainedLogIsToldAtItsBoundAndOverWellBelowIt() {
        decisions.retained(10_737_418_239L).decide();
        assertThat(decisions.alerts().recent()).isEmpty();
        decisions.retained(10_737_418_240L).decide();
        assertThat(last().text()).contains("10240 MB");
        decisions.sent(1);
        decisions.retained(10_000_000_000L).decide();
        assertThat(decisions.alerts().recent()).hasSize(1);
        decisions.retained(9_000_000_000L).decide();
        assertThat(last().level()).isEqualTo(AlertLevel.Recovered);
    }

    @Test
    void retainedLogIsToldBeforeTheServerRemovesItAndHowLongThatTakes() {
        decisions
                .retainedWhileLoading("bytes: 858993458, bytesPerSecond: 1000, limitBytes: 1073741824")
                .decide();
        assertThat(decisions.alerts().recent()).isEmpty();
        decisions
                .retainedWhileLoading(
                        "bytes: 858993459, bytesPerSecond: 28633, limitBytes: 1073741824, secondsLeft: 7499")
                .decide();
        assertThat(last().text())
                .isEqualTo(
                        "the source retains 819 MB of log for this task, the bound is 819 MB; at the present rate the"
                                + " server removes log that the task needs in 2 h 4 min");
        assertThat(last().secondsLeft()).isEqualTo(7499);
    }

    @Test
    void logWithoutALimitOfTheServerHasNoTimeLeftToTell() {
        decisions
                .retainedWhileLoading("bytes: 10737418240, bytesPerSecond: 1048576")
                .decide();
        assertThat(last().text()).endsWith("; it grows by 60 MB a minute, and the server sets it no limit");
        assertThat(last().secondsLeft()).isNull();
    }
}
