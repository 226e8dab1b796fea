package dev.datamigration.network;

import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Decides which servers may be met. Whoever writes tasks chooses hosts: without a policy the process that connects would tell them
 * what listens where only it can reach.
 *
 * @param hosts that may be named
 * @param networks whose addresses may be met, and no others; empty means every address but those that mean this machine,
 *     its links or a cloud's metadata
 */
public record AddressPolicy(HostPatterns hosts, List<String> networks) {
    public AddressPolicy {
        networks.forEach(Network::parse);
        networks = List.copyOf(networks);
    }

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_.-]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    /** Every host at every address: for what a person starts by hand. */
    public static final AddressPolicy ANY = of(List.of("*"), List.of("0.0.0.0/0", "::/0"));

    /**
     * Loopback, link-local, multicast and reserved addresses, those that a translator of the network's own leads to IPv4 ones,
     * and those under which clouds serve credentials.
     */
    private static final List<Network> SPECIAL = Stream.of(
                    "0.0.0.0/8",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "100.100.100.200/32",
                    "168.63.129.16/32",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/127",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8",
                    "64:ff9b:1::/48",
                    "fd00:ec2::/32",
                    "fd00:c1::a9fe:a9fe/128",
                    "fd20:ce::254/128")
            .map(Network::parse)
            .toList();

    /** @throws IllegalArgumentException if a network is none */
    public static AddressPolicy of(List<String> hosts, List<String> networks) {
        return new AddressPolicy(new HostPatterns(hosts), networks);
    }

    /**
     * Returns whether a task may name the host, whatever its address. A text that is no single host is none of a list: where several
     * are told, or something besides, what ends like an allowed one would lead elsewhere.
     */
    public boolean allows(String host) {
        return HOST.matcher(host).matches() && hosts.match(host);
    }

    /** Returns whether a connection to the address may be made. */
    public boolean allows(InetAddress address) {
        var meant = EmbeddedAddresses.meant(address);
        return networks.isEmpty()
                ? SPECIAL.stream().noneMatch(network -> network.contains(meant))
                : networks.stream().map(Network::parse).anyMatch(network -> network.contains(meant));
    }
}
