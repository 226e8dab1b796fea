package dev.datamigration.alert.http;

import dev.datamigration.alert.channel.WebAddress;
import dev.datamigration.network.EmbeddedAddresses;
import dev.datamigration.network.HostPatterns;
import dev.datamigration.network.Network;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says which addresses alerts may be sent to. Whoever writes tasks and Secrets chooses the URL: without these rules the
 * operator would fetch for them what only it can reach, such as a cloud's metadata or services of the cluster.
 */
public final class AddressRules {
    /** IANA's special-purpose registries: what is not a host of the public Internet; and one that Azure serves its machines at. */
    private static final List<Network> INTERNAL = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "168.63.129.16/32",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/127",
                    "64:ff9b:1::/48",
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8")
            .map(Network::parse)
            .toList();

    private final HostPatterns hosts;
    private final List<Network> allowed;
    private final boolean plainHttp;

    /**
     * @param hosts that may be named; {@code *.example.com} is every host below it, {@code *} every host
     * @param allowed internal networks that may be reached all the same
     * @param plainHttp whether http is allowed beside https
     */
    public AddressRules(List<String> hosts, List<Network> allowed, boolean plainHttp) {
        this.hosts = new HostPatterns(hosts);
        this.allowed = List.copyOf(allowed);
        this.plainHttp = plainHttp;
    }

    /** Returns why a URL is not allowed, or empty. */
    Optional<String> refusal(WebAddress address) {
        if (!address.encrypted() && !plainHttp) {
            return Optional.of("only https is allowed; use it, or have the operator's setting"
                    + " datamigration.alerts.allow-http changed");
        }
        return hosts.match(address.host())
                ? Optional.empty()
                : Optional.of("the host " + address.host() + " is not among those that the operator's setting"
                        + " datamigration.alerts.allowed-hosts lists");
    }

    /** Returns why an IP address is not allowed, or empty. */
    Optional<String> refusal(InetAddress address) {
        var meant = EmbeddedAddresses.meant(address);
        var internal = INTERNAL.stream().anyMatch(network -> network.contains(meant));
        var exempt = allowed.stream().anyMatch(network -> network.contains(meant));
        return internal && !exempt
                ? Optional.of(
                        "its host resolves to an internal address, which is not reached for alerts; the operator's"
                                + " setting datamigration.alerts.allowed-networks can allow it")
                : Optional.empty();
    }
}
