package dev.datamigration.alert;

import dev.datamigration.api.alert.AlertLanguage;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Configures how alerts get out, under {@code datamigration.alerts.*}; see docs/configuration.md. */
@ConfigMapping(prefix = "datamigration.alerts")
public interface AlertDeliverySettings {

    /** Language of alerts whose rule names none. */
    @WithDefault("English")
    AlertLanguage language();

    /** Hosts that may be sent to; {@code *.example.com} is every host below it, {@code *} every host. */
    @WithDefault("oapi.dingtalk.com,open.larksuite.com,open.feishu.cn")
    List<String> allowedHosts();

    /** Internal networks that may be reached all the same, for instance 10.1.0.0/16. */
    Optional<List<String>> allowedNetworks();

    /** Returns whether http is allowed beside https. */
    @WithDefault("false")
    boolean allowHttp();

    /** For instance http://proxy:3128. */
    Optional<String> proxy();

    Optional<String> proxyUser();

    Optional<String> proxyPassword();

    /** Of one request, until the end of its answer. */
    @WithDefault("5s")
    Duration timeout();

    /** Attempts after the first. */
    @WithDefault("3")
    int retries();

    /** Before the first retry; each further pause is twice as long. */
    @WithDefault("1s")
    Duration retryPause();

    /** So long an alert waits for others that go to the same robot. */
    @WithDefault("1s")
    Duration gatherTime();

    /** Returns how long an error that passes by itself must stand before anybody is told. */
    @WithDefault("30s")
    Duration passingGrace();

    /** Least time after a failed sending before the same is tried again. */
    @WithDefault("5m")
    Duration failedRetryInterval();

    @WithDefault("20")
    int dingtalkPerMinute();

    @WithDefault("100")
    int larkPerMinute();

    @WithDefault("5")
    int larkPerSecond();

    @WithDefault("10")
    int webhookPerSecond();
}
