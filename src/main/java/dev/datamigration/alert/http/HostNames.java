package dev.datamigration.alert.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host. */
@FunctionalInterface
public interface HostNames {
    HostNames SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /** @throws UnknownHostException if it has none */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
