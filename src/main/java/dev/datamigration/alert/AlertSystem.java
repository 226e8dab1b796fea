package dev.datamigration.alert;

import dev.datamigration.alert.channel.ReceiverLimits;
import dev.datamigration.alert.dispatch.AlertDispatcher;
import dev.datamigration.alert.dispatch.RetryPolicy;
import dev.datamigration.alert.dispatch.ThreadWakeUp;
import dev.datamigration.alert.http.AddressRules;
import dev.datamigration.alert.http.HostNames;
import dev.datamigration.alert.http.Proxy;
import dev.datamigration.alert.http.VertxTransport;
import dev.datamigration.api.alert.AlertChannel;
import dev.datamigration.network.Network;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The parts of alerting, put together as the operator's settings say. */
@Singleton
public class AlertSystem implements AutoCloseable {
    /** DingTalk takes bodies of 20,000 bytes, Lark of 30 kB; what proxies add is left room for. */
    private static final int DINGTALK_BYTES = 19_000;

    private static final int LARK_BYTES = 28_000;
    private static final int MOST_ALERTS = 300;
    private static final int WEBHOOKS_AT_ONCE = 4;

    private final VertxTransport wire;
    private final ThreadWakeUp alarm = new ThreadWakeUp(Clock.systemUTC());
    private final Alerts alerts;

    @Inject
    public AlertSystem(AlertDeliverySettings settings, Vertx vertx) {
        this(settings, vertx, HostNames.SYSTEM);
    }

    public AlertSystem(AlertDeliverySettings settings, Vertx vertx, HostNames names) {
        this.wire = new VertxTransport(vertx, rules(settings), names, proxy(settings), settings.timeout());
        var attempts = new RetryPolicy(settings.gatherTime(), settings.retries(), settings.retryPause());
        var dispatcher = new AlertDispatcher(wire, attempts, Clock.systemUTC(), alarm);
        this.alerts = new Alerts(
                dispatcher,
                limits(settings),
                settings.language(),
                new AlertPolicy(settings.passingGrace(), settings.failedRetryInterval()));
    }

    private static AddressRules rules(AlertDeliverySettings settings) {
        var networks = settings.allowedNetworks().orElse(List.of()).stream()
                .map(Network::parse)
                .toList();
        return new AddressRules(settings.allowedHosts(), networks, settings.allowHttp());
    }

    private static Proxy proxy(AlertDeliverySettings settings) {
        return settings.proxy()
                .map(url -> Proxy.parse(
                        url,
                        settings.proxyUser().orElse(null),
                        settings.proxyPassword().orElse(null)))
                .orElse(null);
    }

    /** What each channel takes, as the settings say. */
    public static Map<AlertChannel, ReceiverLimits> limits(AlertDeliverySettings settings) {
        return Map.of(
                AlertChannel.DingTalk,
                new ReceiverLimits(settings.dingtalkPerMinute(), 0, DINGTALK_BYTES, MOST_ALERTS, 1),
                AlertChannel.Lark,
                new ReceiverLimits(settings.larkPerMinute(), settings.larkPerSecond(), LARK_BYTES, MOST_ALERTS, 1),
                AlertChannel.Webhook,
                new ReceiverLimits(0, settings.webhookPerSecond(), Integer.MAX_VALUE, 1, WEBHOOKS_AT_ONCE));
    }

    public Alerts alerts() {
        return alerts;
    }

    @Override
    @PreDestroy
    public void close() {
        alarm.close();
        wire.close();
    }
}
