package dev.datamigration.testing.alert;

import dev.datamigration.alert.AlertDeliverySettings;
import dev.datamigration.api.alert.AlertLanguage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings as a test wants them; what it does not name is as the product has it. */
public record TestSettings(
        AlertLanguage language,
        List<String> allowedHosts,
        Optional<List<String>> allowedNetworks,
        boolean allowHttp,
        Optional<String> proxy,
        Duration timeout,
        Duration retryPause,
        Duration gatherTime,
        Duration passingGrace,
        Duration failedRetryInterval,
        int dingtalkPerMinute)
        implements AlertDeliverySettings {

    /** As the product has them. */
    public static final TestSettings DEFAULT = new TestSettings(
            AlertLanguage.English,
            List.of("oapi.dingtalk.com", "open.larksuite.com", "open.feishu.cn"),
            Optional.empty(),
            false,
            Optional.empty(),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            20);

    /** For robots of this machine: quick, but for how long an answer may take where the machine is busy. */
    public static final TestSettings LOCAL = new TestSettings(
            AlertLanguage.English,
            List.of("localhost", "127.0.0.1"),
            Optional.of(List.of("127.0.0.0/8", "::1")),
            true,
            Optional.empty(),
            Duration.ofSeconds(20),
            Duration.ofMillis(100),
            Duration.ofMillis(50),
            Duration.ZERO,
            Duration.ofMinutes(5),
            200);

    /** The same, with so long for an answer. */
    public TestSettings withTimeout(Duration other) {
        return new TestSettings(
                language,
                allowedHosts,
                allowedNetworks,
                allowHttp,
                proxy,
                other,
                retryPause,
                gatherTime,
                passingGrace,
                failedRetryInterval,
                dingtalkPerMinute);
    }

    @Override
    public Optional<String> proxyUser() {
        return Optional.empty();
    }

    @Override
    public Optional<String> proxyPassword() {
        return Optional.empty();
    }

    @Override
    public int retries() {
        return 3;
    }

    @Override
    public int larkPerMinute() {
        return 100;
    }

    @Override
    public int larkPerSecond() {
        return 5;
    }

    @Override
    public int webhookPerSecond() {
        return 10;
    }
}
