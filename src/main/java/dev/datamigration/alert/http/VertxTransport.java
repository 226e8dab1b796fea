package dev.datamigration.alert.http;

import dev.datamigration.alert.channel.ChannelResponse;
import dev.datamigration.alert.channel.HttpCall;
import dev.datamigration.alert.dispatch.HttpTransport;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Sends requests with Vert.x, which (other than the JDK's client) connects to an address that was resolved and checked
 * before while TLS still verifies the host's name: between check and connection no name is resolved again. Redirects are
 * not followed, and no connection is used twice.
 *
 * <p>Behind a proxy it is the proxy that resolves names: then only the names are checked here.
 */
public final class VertxTransport implements HttpTransport, AutoCloseable {
    private final Vertx vertx;
    private final HttpClient client;
    private final AddressRules rules;
    private final HostNames names;
    private final Duration timeout;
    private final boolean proxied;

    /**
     * @param proxy may be null
     * @param timeout of a whole request, from the name's resolution to the answer's end
     */
    public VertxTransport(Vertx vertx, AddressRules rules, HostNames names, Proxy proxy, Duration timeout) {
        this.vertx = vertx;
        this.rules = rules;
        this.names = names;
        this.timeout = timeout;
        this.proxied = proxy != null;
        this.client = vertx.createHttpClient(options(proxy, timeout));
    }

    private static HttpClientOptions options(Proxy proxy, Duration timeout) {
        var options = new HttpClientOptions()
                .setKeepAlive(false)
                .setVerifyHost(true)
                .setConnectTimeout((int) timeout.toMillis())
                .setMaxPoolSize(64);
        return proxy == null
                ? options
                : options.setProxyOptions(new ProxyOptions()
                        .setType(ProxyType.HTTP)
                        .setHost(proxy.host())
                        .setPort(proxy.port())
                        .setUsername(proxy.user())
                        .setPassword(proxy.password()));
    }

    @Override
    public CompletionStage<ChannelResponse> post(HttpCall call) {
        var refusal = rules.refusal(call.address());
        var exchange = new Exchange(client, rules, Clock.systemUTC());
        if (refusal.isPresent()) {
            return exchange.end(new ChannelResponse.Forbidden(refusal.get()));
        }
        vertx.setTimer(timeout.toMillis(), timer -> exchange.timeOut(timeout));
        if (proxied) {
            exchange.begin(call, null);
        } else {
            vertx.<InetAddress>executeBlocking(() -> checked(call.address().host()), false)
                    .onSuccess(address -> exchange.begin(call, address))
                    .onFailure(exchange::notResolved);
        }
        return exchange.answer();
    }

    /** All addresses of a host must be allowed: one that is not is no oversight. */
    private InetAddress checked(String host) throws UnknownHostException {
        List<InetAddress> addresses = names.resolve(host);
        for (var address : addresses) {
            var refusal = rules.refusal(address);
            if (refusal.isPresent()) {
                throw new ForbiddenAddressException(refusal.get());
            }
        }
        return addresses.get(0);
    }

    @Override
    public void close() {
        client.close();
    }
}
