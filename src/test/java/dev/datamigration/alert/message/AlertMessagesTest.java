package dev.datamigration.alert.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.alert.AlertKind;
import dev.datamigration.api.alert.AlertLanguage;
import dev.datamigration.api.alert.AlertLevel;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.testing.alert.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read. */
class AlertMessagesTest {

    @ParameterizedTest
    @EnumSource(FailureCode.class)
    void everyFailureIsToldInChinese(FailureCode code) {
        var words = MessageBundle.of(AlertLanguage.Chinese);
        assertThat(words.find("what.TaskStatus." + code))
                .as("add what.TaskStatus.%1$s and remedy.TaskStatus.%1$s to zh.properties", code)
                .isNotNull();
        assertThat(words.find("remedy.TaskStatus." + code)).isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void everyStepThatFailedIsToldInChinese(SwitchoverStep step) {
        var notice =
                Samples.notice("orders", AlertLevel.Critical, AlertKind.TaskStatus, step.name(), AlertLanguage.Chinese);
        var message = AlertMessages.of(List.of(notice), 1);
        assertThat(message.title()).contains("步骤");
        assertThat(message.sections().get(0).lines())
                .anySatisfy(line -> assertThat(line).startsWith("问题：切换步骤"))
                .anySatisfy(line -> assertThat(line).startsWith("处理办法：按其说明处理"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"BlockedByOthers", "DatabasesDiffer", "SourceSchemaChanged"})
    void whatAPersonHasToMendIsNotSaidToBeTriedAgain(String value) {
        var english = Samples.notice("orders", AlertLevel.Warning, AlertKind.TaskStatus, value, AlertLanguage.English);
        assertThat(AlertMessages.of(List.of(english), 1).title()).doesNotContain("tried again");
        var chinese = Samples.notice("orders", AlertLevel.Warning, AlertKind.TaskStatus, value, AlertLanguage.Chinese);
        assertThat(AlertMessages.of(List.of(chinese), 1).title()).doesNotContain("自动重试");
        assertThat(MessageBundle.of(AlertLanguage.Chinese).find("remedy.TaskStatus." + value))
                .isNotNull();
    }

    @ParameterizedTest
    @EnumSource(AlertLanguage.class)
    void oneAlertSaysAllThatIsNeeded(AlertLanguage language) {
        for (var level : AlertLevel.values()) {
            var notice = Samples.notice("orders", level, AlertKind.TaskStatus, "SlotLost", language);
            var message = AlertMessages.of(List.of(notice), 1);
            assertThat(message.title()).contains("shop/orders");
            assertThat(String.join("\n", message.sections().get(0).lines()))
                    .contains("kubectl -n shop describe migrationtask orders", "call Ann")
                    .doesNotContain("<at", "%s", "{text}");
        }
    }

    @Test
    void figuresAreToldInChinese() {
        var notice = Samples.notice(
                "orders", AlertLevel.Warning, AlertKind.IncrementalLatency, "125", AlertLanguage.Chinese);
        assertThat(String.join(
                        "\n",
                        AlertMessages.of(List.of(notice), 1).sections().get(0).lines()))
                .contains("延迟 125 秒，超过阈值 60 秒");
    }

    @Test
    void theTimeThatIsLeftIsToldInChinese() {
        var notice = Samples.notice(
                "orders", AlertLevel.Warning, AlertKind.RetainedLog, "10737418240", AlertLanguage.Chinese);
        assertThat(String.join(
                        "\n",
                        AlertMessages.of(List.of(notice), 1).sections().get(0).lines()))
                .contains("10240 MB", "约 2 小时 4 分钟后");
    }

    @Test
    void severalAlertsOfOneTaskAreOfOneTask() {
        var failed =
                Samples.notice("orders", AlertLevel.Critical, AlertKind.TaskStatus, "SlotLost", AlertLanguage.English);
        var late = Samples.notice(
                "orders", AlertLevel.Warning, AlertKind.IncrementalLatency, "125", AlertLanguage.English);
        var other =
                Samples.notice("items", AlertLevel.Warning, AlertKind.IncrementalLatency, "125", AlertLanguage.English);
        assertThat(AlertMessages.of(List.of(failed, late), 2).title()).isEqualTo("Alerts of one migration task");
        assertThat(AlertMessages.of(List.of(failed, other), 2).title()).isEqualTo("Alerts of 2 migration tasks");
    }
}
