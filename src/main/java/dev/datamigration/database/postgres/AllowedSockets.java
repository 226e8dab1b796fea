package dev.datamigration.database.postgres;

import dev.datamigration.network.AddressPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import javax.net.SocketFactory;
import org.postgresql.PGProperty;

/**
 * The sockets that the driver connects with. They look at the very address that is connected to: between the look and the
 * connection no name is resolved again, so that a name that means something else each time gains nothing.
 */
public final class AllowedSockets extends SocketFactory {
    private final AddressPolicy policy;

    /** Called by the driver. @param networks of the policy, separated by commas */
    public AllowedSockets(String networks) {
        this.policy =
                AddressPolicy.of(List.of("*"), networks.isEmpty() ? List.of() : Arrays.asList(networks.split(",")));
    }

    static void configure(AddressPolicy policy, Properties properties) {
        PGProperty.SOCKET_FACTORY.set(properties, AllowedSockets.class.getName());
        PGProperty.SOCKET_FACTORY_ARG.set(properties, String.join(",", policy.networks()));
    }

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public void connect(SocketAddress endpoint, int timeout) throws IOException {
                if (endpoint instanceof InetSocketAddress address
                        && !address.isUnresolved()
                        && !policy.allows(address.getAddress())) {
                    throw new AddressNotAllowedException();
                }
                super.connect(endpoint, timeout);
            }
        };
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw onlyUnconnected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        throw onlyUnconnected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw onlyUnconnected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        throw onlyUnconnected();
    }

    private static UnsupportedOperationException onlyUnconnected() {
        return new UnsupportedOperationException("sockets are made here, and connected by the driver");
    }
}
